package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/** Turns bytes into a message or into problems. */
final class Reader {
    private Reader() {}

    static Reading read(byte[] bytes, Defaults defaults) {
        Optional<Charset> wide = WideBytes.detect(bytes);
        return wide.isPresent()
                ? transcoded(bytes, wide.get(), defaults)
                : read(bytes, bytes, null, defaults, List.of());
    }

    private static Reading transcoded(byte[] bytes, Charset charset, Defaults defaults) {
        String text = new String(bytes, charset);
        boolean dropped = WideBytes.marked(bytes) && !text.startsWith(WideBytes.MARK);
        byte[] view = (dropped ? WideBytes.MARK + text : text).getBytes(StandardCharsets.UTF_8);
        boolean sound = CharacterSets.valid(bytes, charset);
        List<Problem> warnings =
                sound ? List.of() : List.of(Problems.damagedCharacters(charset.name()));
        return read(bytes, view, charset, defaults, warnings);
    }

    private static Reading read(
            byte[] bytes,
            byte[] view,
            @Nullable Charset charset,
            Defaults defaults,
            List<Problem> found) {
        return switch (Opening.find(view)) {
            case Opening.Found.No(Problem problem) -> new Reading.Bad(List.of(problem));
            case Opening.Found.Yes(Opening opening) ->
                    index(bytes, view, charset, defaults, join(found, opening.warnings()), opening);
        };
    }

    private static Reading index(
            byte[] bytes,
            byte[] view,
            @Nullable Charset charset,
            Defaults defaults,
            List<Problem> warnings,
            Opening opening) {
        Delimiters delimiters = opening.delimiters();
        SegmentIndex index = new SegmentIndex(view, opening.start(), (byte) delimiters.field());
        int headers = 0;
        int at = index.next(StandardNames.MSH, 0, index.count());
        while (at >= 0) {
            headers++;
            at = index.next(StandardNames.MSH, at + 1, index.count());
        }
        if (headers > 1) {
            return new Reading.Bad(List.of(Problems.severalMessages(headers)));
        }
        Message message = new Message(bytes, view, charset, defaults, delimiters, index, warnings);
        if (charset == null && !index.ascii()) {
            Optional<Charset> declared =
                    CharacterSets.named(message.declaredCharset())
                            .filter(CharacterSets::hidesDelimiters);
            if (declared.isPresent()) {
                return transcoded(bytes, declared.get(), defaults);
            }
        }
        return new Reading.Good(message);
    }

    private static List<Problem> join(List<Problem> first, List<Problem> second) {
        if (first.isEmpty()) {
            return second;
        }
        List<Problem> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
