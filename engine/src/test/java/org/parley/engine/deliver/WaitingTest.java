package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Journal;

/** What waits, against a plain map that says the same. */
final class WaitingTest {
    private static final int CONNECTIONS = 3;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Waiting waiting = new Waiting();
    private final TreeMap<Long, Integer> plain = new TreeMap<>();

    private int lanes() {
        int one = 1 << random.nextInt(Journal.LANES);
        return random.nextInt(5) == 0 ? one | 1 << random.nextInt(Journal.LANES) : one;
    }

    @Test
    void aNewOneIsEmpty() {
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.oldest()).isEqualTo(Long.MAX_VALUE);
        assertThat(waiting.next(-1, 0, 1, 10)).isEmpty();
        assertThat(waiting.remove(7, 3)).isFalse();
        assertThat(waiting.lanesOf(7)).isZero();
    }

    @Test
    void itSaysWhatAPlainMapSays() throws IOException {
        for (long id = 0; id < 300; id++) {
            long each = Item.id(id * 3, (int) id % 4);
            int lanes = lanes();
            assertThat(waiting.add(each, lanes)).isTrue();
            assertThat(waiting.add(each, lanes)).as("it waits already").isFalse();
            plain.put(each, lanes);
        }
        same(waiting);
        for (long id : List.copyOf(plain.keySet())) {
            if (random.nextBoolean()) {
                assertThat(waiting.remove(id, random.nextInt(Journal.LANES))).isTrue();
                assertThat(waiting.remove(id, random.nextInt(Journal.LANES))).isFalse();
                plain.remove(id);
            }
        }
        same(waiting);
        same(copied());
    }

    private Waiting copied() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        waiting.write(new DataOutputStream(bytes));
        Waiting copy = new Waiting();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        copy.read(in);
        assertThat(in.available()).isZero();
        return copy;
    }

    private void same(Waiting one) {
        assertThat(one.isEmpty()).isEqualTo(plain.isEmpty());
        assertThat(one.oldest()).isEqualTo(plain.firstKey());
        for (int leg = 0; leg < 4; leg++) {
            int of = leg;
            assertThat(one.count(leg))
                    .isEqualTo(plain.keySet().stream().filter(id -> Item.leg(id) == of).count());
        }
        plain.forEach((id, lanes) -> {
            assertThat(one.lanesOf(id)).isEqualTo(lanes);
        });
        for (int lane = 0; lane < CONNECTIONS; lane++) {
            assertThat(walk(one, lane)).isEqualTo(of(lane));
        }
    }

    /** All ids of one connection, five at a time. */
    private static List<Long> walk(Waiting one, int lane) {
        List<Long> all = new ArrayList<>();
        long after = -1;
        List<Long> some = one.next(after, lane, CONNECTIONS, 5);
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(5);
            all.addAll(some);
            some = one.next(all.getLast(), lane, CONNECTIONS, 5);
        }
        return all;
    }

    private List<Long> of(int lane) {
        return plain.entrySet().stream()
                .filter(each -> serves(lane, each.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static boolean serves(int lane, int journalLanes) {
        for (int at = lane; at < Journal.LANES; at += CONNECTIONS) {
            if ((journalLanes >> at & 1) == 1) {
                return true;
            }
        }
        return false;
    }
}
