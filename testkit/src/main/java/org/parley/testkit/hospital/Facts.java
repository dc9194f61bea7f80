package org.parley.testkit.hospital;

import java.util.Optional;
import java.util.Set;

/**
 * The truth about one message, for those who check what became of it.
 *
 * @param controlId MSH-10; for a roster the file name; for garbage a name that is not in the bytes
 * @param type MSH-9 as {@code ADT^A01}; {@code CSV} for a roster; as intended for garbage
 * @param key whose order must be kept: PID-3.1, or a roster's ward; empty for garbage
 * @param otherKey the second patient of a merge (MRG-1.1) or a bed swap
 * @param sequence 1, 2, 3 … within the port, in the order of making
 * @param occurred simulated time of the event in the hospital, epoch second
 * @param marks what is out of the ordinary about the sending
 * @param dirt what is wrong with the bytes
 */
public record Facts(
        String controlId,
        String type,
        String key,
        Optional<String> otherKey,
        long sequence,
        long occurred,
        Set<Mark> marks,
        Optional<Dirt> dirt) {
    public Facts {
        marks = Set.copyOf(marks);
    }

    /** What an engine owes this message. */
    public Dirt.Answer answer() {
        return dirt.map(Dirt::answer).orElse(Dirt.Answer.ACCEPT);
    }
}
