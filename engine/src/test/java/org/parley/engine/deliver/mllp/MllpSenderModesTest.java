package org.parley.engine.deliver.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.wire.mllp.MllpCounters.Event;

/** Which answers are waited for: original and enhanced mode, and release 2. */
final class MllpSenderModesTest extends SenderFixture {
    @Test
    void enhancedModeWaitsForWhatTheMessageAsks() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            String id = Receiver.id(text);
                            talk.answer("CA", id);
                            switch (id) {
                                case "both" -> talk.answer("AA", id);
                                case "bad" -> talk.answer("AE", id);
                                default -> {}
                            }
                        });
                MllpSender sender = sender(receiver.port(), BRIEF)) {
            assertThat(code(sender.send(message("commit", "AL", "NE")))).isEqualTo("CA");
            assertThat(code(sender.send(message("both", "AL", "AL")))).isEqualTo("AA");
            assertThat(code(sender.send(message("bad", "AL", "AL")))).isEqualTo("AE PAR-1143");
            assertThat(code(sender.send(message("original")))).isEqualTo("CA");
            assertThat(counters.of(Event.ONLY_COMMITTED)).isZero();
            assertThat(code(sender.send(message("only", "AL", "AL"))))
                    .as("theirs, though they never said what became of it")
                    .isEqualTo("CA");
            assertThat(counters.of(Event.ONLY_COMMITTED)).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatWantsNoAnswerIsSentAndNoMore() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> talk.answer("AA", Receiver.id(text)));
                MllpSender sender = sender(receiver.port(), PATIENT)) {
            assertThat(code(sender.send(message("1", "NE", "NE")))).isEqualTo("sent");
            assertThat(code(sender.send(message("2")))).isEqualTo("AA");
        }
    }

    @Test
    void badNewsOnlyMeansThatSilenceIsGood() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            if (Receiver.id(text).equals("bad")) {
                                talk.answer("AE", "bad");
                            }
                        });
                MllpSender sender = sender(receiver.port(), BRIEF)) {
            assertThat(code(sender.send(message("good", "NE", "ER")))).isEqualTo("sent");
            assertThat(code(sender.send(message("bad", "NE", "ER")))).isEqualTo("AE PAR-1143");
        }
    }

    @Test
    void release2WaitsForTheHl7AnswerAndCommitsIt() throws Exception {
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            if (text.length() == 1) {
                                return;
                            }
                            talk.bytes("<\u0006>!");
                            talk.answer("AA", Receiver.id(text));
                        });
                MllpSender sender = sender(receiver.port(), PATIENT, true)) {
            assertThat(code(sender.send(message("1")))).isEqualTo("AA");
            assertThat(code(sender.send(message("2")))).isEqualTo("AA");
            assertThat(receiver.got.get(1)).isEqualTo("\u0006");
        }
    }

    @Test
    void release2TakesTheCommitByteWhereNoOtherAnswerIsAsked() throws IOException {
        try (Receiver receiver =
                        new Receiver((text, talk) ->
                                talk.bytes(text.contains("|bad|") ? "<\u0015>!" : "<\u0006>!"));
                MllpSender sender = sender(receiver.port(), PATIENT, true)) {
            assertThat(code(sender.send(message("1", "NE", "NE")))).isEqualTo("ACK");
            assertThat(code(sender.send(message("bad", "NE", "NE")))).isEqualTo("NAK PAR-1145");
            assertThat(code(sender.send(new Outgoing(new byte[] {'{', '}'}, "3", false))))
                    .isEqualTo("ACK");
        }
    }

    @Test
    void aStrayCommitByteIsNotTakenForTheNextMessage() throws Exception {
        CountDownLatch doubled = new CountDownLatch(1);
        try (Receiver receiver =
                        new Receiver((text, talk) -> {
                            if (talk.connection() == 1) {
                                talk.bytes("<\u0006>!<\u0006>!");
                                doubled.countDown();
                            } else {
                                talk.bytes("<\u0015>!");
                            }
                        });
                MllpSender sender = sender(receiver.port(), PATIENT, true)) {
            assertThat(code(sender.send(message("1", "NE", "NE")))).isEqualTo("ACK");
            assertThat(doubled.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(code(sender.send(message("2", "NE", "NE")))).isEqualTo("NAK PAR-1145");
        }
    }
}
