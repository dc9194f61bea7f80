package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes the bytes agree with an MSH-18 that was just written. */
final class Declaring {
    private Declaring() {}

    /**
     * The message in the set it now declares.
     *
     * @param possible false when it was left as it was before the declaration
     * @param lossless false when a character had to be replaced
     */
    record Result(Message message, boolean possible, boolean lossless) {}

    static Result settle(Message before, Message declared) {
        Optional<Charset> named = CharacterSets.named(declared.declaredCharset());
        boolean plain = before.transcoded() == null && before.index().ascii();
        if (plain || named.isEmpty()) {
            return new Result(declared, true, true);
        }
        Charset wanted = named.get();
        Charset now = before.charset();
        if (wanted.equals(now)
                || (before.transcoded() != null && now.name().startsWith(wanted.name()))) {
            return new Result(declared, true, true);
        }
        if (wanted.name().startsWith("UTF-16")
                || wanted.name().startsWith("UTF-32")
                || CharacterSets.hidesDelimiters(wanted)) {
            return new Result(before, false, true);
        }
        String text = new String(declared.view(), before.viewCharset());
        boolean mark = before.transcoded() != null && text.startsWith("\ufeff");
        boolean lossless = wanted.newEncoder().canEncode(mark ? text.substring(1) : text);
        byte[] view =
                mark && !wanted.equals(StandardCharsets.UTF_8)
                        ? text.substring(1).getBytes(wanted)
                        : text.getBytes(wanted);
        return new Result(over(declared, view), true, lossless);
    }

    /** Over a view in a set in which delimiters are single bytes. */
    private static Message over(Message declared, byte[] view) {
        int start = Opening.at(view).map(Opening::start).orElse(declared.index().from(0));
        Delimiters d = declared.delimiters();
        SegmentIndex index = new SegmentIndex(view, start, (byte) d.field());
        return new Message(view, view, null, declared.defaults(), d, index, declared.early());
    }
}
