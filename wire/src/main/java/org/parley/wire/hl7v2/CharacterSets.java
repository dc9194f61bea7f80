package org.parley.wire.hl7v2;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.wire.problem.Problem;

/** What MSH-18 means (HL7 table 0211) and which character set the bytes can be. */
final class CharacterSets {
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private CharacterSets() {}

    /** The set that text is read and written in, and what was odd about it. */
    record Choice(Charset charset, List<Problem> warnings) {}

    /** What a declaration says. */
    private sealed interface Declared {
        record Nothing(boolean ascii) implements Declared {}

        record Unknown() implements Declared {}

        record Set(Charset charset) implements Declared {}
    }

    /** The set of bytes that are at least a superset of ASCII, given MSH-18 as sent. */
    static Choice choose(byte[] bytes, boolean ascii, String declaration, Defaults defaults) {
        Declared declared = declared(declaration);
        if (ascii) {
            return switch (declared) {
                case Declared.Nothing _ -> new Choice(StandardCharsets.UTF_8, List.of());
                case Declared.Unknown _ ->
                        new Choice(
                                StandardCharsets.UTF_8, List.of(Problems.unknownCharset("ASCII")));
                case Declared.Set set -> new Choice(narrow(set.charset()), List.of());
            };
        }
        boolean utf8 = valid(bytes, StandardCharsets.UTF_8);
        Charset fallback = utf8 ? StandardCharsets.UTF_8 : fitting(bytes, defaults.charset());
        String name = fallback.name();
        return switch (declared) {
            case Declared.Nothing(boolean saysAscii) ->
                    new Choice(
                            fallback,
                            List.of(
                                    utf8
                                            ? Problems.undeclaredUtf8(saysAscii)
                                            : Problems.undeclaredBytes(saysAscii, name)));
            case Declared.Unknown _ -> new Choice(fallback, List.of(Problems.unknownCharset(name)));
            case Declared.Set(Charset charset) -> believe(bytes, charset, fallback, utf8);
        };
    }

    private static Choice believe(byte[] bytes, Charset declared, Charset fallback, boolean utf8) {
        Charset charset = narrow(declared);
        if (charset.equals(StandardCharsets.ISO_8859_1) && hasC1(bytes)) {
            Charset windows = fitting(bytes, WINDOWS);
            if (!windows.equals(charset)) {
                return new Choice(
                        windows, List.of(Problems.wrongCharset(declared.name(), windows.name())));
            }
        }
        if (!valid(bytes, charset)) {
            return new Choice(
                    fallback, List.of(Problems.wrongCharset(declared.name(), fallback.name())));
        }
        boolean odd = utf8 && !charset.equals(StandardCharsets.UTF_8);
        return new Choice(
                charset, odd ? List.of(Problems.looksLikeUtf8(declared.name())) : List.of());
    }

    /**
     * 16 and 32 bit sets were transcoded before; bytes that reach here with such a name are not.
     */
    private static Charset narrow(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
                ? StandardCharsets.UTF_8
                : charset;
    }

    /** The wanted set, or ISO 8859-1, which gives every byte a meaning. */
    private static Charset fitting(byte[] bytes, Charset wanted) {
        return valid(bytes, wanted) ? wanted : StandardCharsets.ISO_8859_1;
    }

    /** True for bytes that are control characters in ISO 8859-1 and quotes in Windows. */
    private static boolean hasC1(byte[] bytes) {
        for (byte each : bytes) {
            if (each < (byte) 0xa0) {
                return true;
            }
        }
        return false;
    }

    /** True when every byte sequence is a character of that set. Constant memory. */
    static boolean valid(byte[] bytes, Charset charset) {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(Math.min(8192, bytes.length + 16));
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    /** True when delimiters can hide inside a character, so that the message must be transcoded. */
    static boolean hidesDelimiters(Charset charset) {
        return switch (charset.name()) {
            case "GB18030",
                    "GBK",
                    "Big5",
                    "Shift_JIS",
                    "windows-31j",
                    "ISO-2022-JP",
                    "ISO-2022-KR" ->
                    true;
            default -> false;
        };
    }

    /** The set a declaration names, if it names one beyond ASCII. */
    static Optional<Charset> named(String declaration) {
        return declared(declaration) instanceof Declared.Set(Charset charset)
                ? Optional.of(charset)
                : Optional.empty();
    }

    private static Declared declared(String declaration) {
        String name = declaration.strip().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "", "\"\"" -> new Declared.Nothing(false);
            case "ASCII", "US-ASCII", "ISO IR6", "7BIT" -> new Declared.Nothing(true);
            case "UNICODE", "UNICODE UTF-8", "UNICODE UTF8", "UTF-8", "UTF8" ->
                    new Declared.Set(StandardCharsets.UTF_8);
            case "UNICODE UTF-16", "UTF-16", "UTF16" -> new Declared.Set(StandardCharsets.UTF_16);
            case "UNICODE UTF-32" -> java("UTF-32");
            case "WINDOWS-1252", "CP1252", "1252", "ANSI", "WINDOWS 1252" ->
                    new Declared.Set(WINDOWS);
            case "ISO IR14", "ISO IR87", "ISO IR159" -> java("ISO-2022-JP");
            case "GB 18030-2000" -> java("GB18030");
            case "BIG-5" -> java("Big5");
            case "KS X 1001" -> java("EUC-KR");
            default ->
                    name.startsWith("8859/") ? java("ISO-8859-" + name.substring(5)) : java(name);
        };
    }

    private static Declared java(String name) {
        try {
            Charset charset = Charset.forName(name);
            return charset.canEncode() && charset.newEncoder().maxBytesPerChar() >= 1
                    ? new Declared.Set(charset)
                    : new Declared.Unknown();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return new Declared.Unknown();
        }
    }
}
