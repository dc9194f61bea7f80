package org.parley.engine.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.wire.mllp.MllpCounters.Event;

/** Frames and connections that are larger or more than usual. */
final class MllpPortLimitsTest extends PortFixture {
    @Test
    void aFrameOf40MiBIsSpooledWithLittleHeap() throws Exception {
        intake.keepBytes = false;
        MllpPort port = start();
        byte[] head = Plug.wire("<" + msh("big") + "!OBX|1|ED|||");
        byte[] piece = "QUJD".repeat(16 << 10).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long before = usedHeap();
        long most = 0;
        try (Plug plug = new Plug(port.portNumber())) {
            intake.hold();
            plug.say(head);
            for (int i = 0; i < 640; i++) {
                plug.say(piece);
                if (i % 64 == 0) {
                    most = Math.max(most, usedHeap());
                }
            }
            plug.say("!>!");
            intake.awaitGot(1);
            assertThat(intake.got.getFirst().spooled()).isTrue();
            assertThat(spool).isNotEmptyDirectory();
            intake.durable.release();
            assertThat(plug.code()).isEqualTo("AA|");
        }
        assertThat(most - before).isLessThan(8 << 20);
        assertThat(spool).as("the spool file is gone once it is journaled").isEmptyDirectory();
    }

    @Test
    void aFrameOf100MiBIsRefusedAtTheLimitAndTheConnectionGoesOn() throws Exception {
        MllpPort port = start();
        byte[] piece = new byte[1 << 20];
        java.util.Arrays.fill(piece, (byte) 'x');
        try (Plug plug = new Plug(port.portNumber())) {
            plug.say("<" + msh("big") + "!OBX|");
            for (int i = 0; i < 100; i++) {
                plug.say(piece);
            }
            plug.say(">!<" + msh("next") + ">!");
            assertThat(plug.code()).isEqualTo("AR|big");
            assertThat(plug.code()).isEqualTo("AA|next");
        }
        assertThat(intake.got.getFirst().trouble().orElseThrow().code()).isEqualTo("PAR-1105");
        assertThat(intake.got.getFirst().bytes()).hasSize(64 << 10);
        assertThat(spool).isEmptyDirectory();
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aConnectionTooManyIsClosedAndCounted() throws Exception {
        MllpPort port = start(false, 1 << 20, 2, Duration.ofMinutes(1), MllpTiming.USUAL);
        try (Plug one = new Plug(port.portNumber());
                Plug two = new Plug(port.portNumber())) {
            awaitThat(() -> port.counters().connections() == 2);
            try (Plug three = new Plug(port.portNumber())) {
                assertThat(three.code()).isEqualTo("EOF");
            }
            one.say("<" + msh("a") + ">!");
            assertThat(one.code()).isEqualTo("AA|a");
            two.socket.close();
            awaitThat(() -> port.counters().connections() == 1);
        }
        assertThat(port.counters().of(Event.TURNED_AWAY)).isEqualTo(1);
    }

    @Test
    void twoThousandIdleConnectionsCostLittleHeap() throws Exception {
        MllpPort port = start(false, 1 << 20, 5_000, Duration.ofMinutes(1), MllpTiming.USUAL);
        List<Plug> plugs = new ArrayList<>();
        long before = usedHeap();
        try {
            for (int i = 0; i < 2_000; i++) {
                plugs.add(new Plug(port.portNumber()));
            }
            awaitThat(() -> port.counters().connections() == 2_000);
            long each = (usedHeap() - before) / 2_000;
            System.out.println(
                    "an idle MLLP connection costs "
                            + each
                            + " bytes of heap, its client included");
            assertThat(each).isLessThan(20_000);
            plugs.getLast().say("<" + msh("a") + ">!");
            assertThat(plugs.getLast().code()).isEqualTo("AA|a");
        } finally {
            for (Plug plug : plugs) {
                plug.close();
            }
        }
    }
}
