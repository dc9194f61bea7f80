package org.parley.testkit.hospital;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.parley.wire.nhs.Numbers;

/** Makes a share of the messages dirty. Works on text: seldom used, so it may be slow. */
final class Dirtier {
    private static final List<Dirt> KINDS = List.of(Dirt.values());
    private static final List<String> NOISE =
            List.of(
                    "MSH|^~",
                    "<html><head><title>502 Bad Gateway</title></head><body></body></html>\r\n",
                    "PID|1||H1^^^R9N^MR\r",
                    "\u0000\u0001\u0002\u00ff\u00fe no message at all \u0007",
                    "{\"resourceType\":\"Bundle\"}",
                    "HELLO?\r");

    private final Chance chance;
    private final double share;

    Dirtier(Chance chance, double share) {
        this.chance = chance;
        this.share = share;
    }

    record Dirtied(byte[] bytes, Optional<Dirt> dirt) {
        boolean garbage() {
            return dirt.filter(d -> d == Dirt.GARBAGE).isPresent();
        }
    }

    /** The message, with a kind of dirt that fits it or none. */
    Dirtied maybe(byte[] clean, Draft draft) {
        if (!chance.happens(share)) {
            return new Dirtied(clean, Optional.empty());
        }
        Dirt kind = chance.of(KINDS);
        if (kind == Dirt.MANY_OBX && !chance.happens(0.1)) {
            kind = Dirt.NO_FINAL_CR;
        }
        byte[] dirty = make(kind, clean, draft.text().utf8());
        return new Dirtied(
                dirty.length == 0 ? clean : dirty,
                dirty.length == 0 ? Optional.empty() : Optional.of(kind));
    }

    /** The message made dirty; no bytes when this kind does not fit it. */
    byte[] make(Dirt kind, byte[] clean, boolean utf8) {
        var charset = utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String m = new String(clean, charset);
        return switch (kind) {
            case LF -> m.replace('\r', '\n').getBytes(charset);
            case CRLF -> m.replace("\r", "\r\n").getBytes(charset);
            case NO_FINAL_CR -> m.substring(0, m.length() - 1).getBytes(charset);
            case LATIN1_UNDECLARED ->
                    FieldText.set(
                                    FieldText.set(m, "MSH", 17, "ASCII"),
                                    "PID",
                                    11,
                                    "1 Caf\u00e9 Row^^Northmoor^^NM1 1AA")
                            .getBytes(StandardCharsets.ISO_8859_1);
            case UTF8_UNDECLARED ->
                    FieldText.set(
                                    FieldText.set(m, "MSH", 17, ""),
                                    "PID",
                                    11,
                                    "1 Caf\u00e9 Row^^Northmoor^^NM1 1AA")
                            .getBytes(StandardCharsets.UTF_8);
            case NHS_INVALID -> nhs(m, true).getBytes(charset);
            case NHS_SPACES -> nhs(m, false).getBytes(charset);
            case NO_VERSION -> FieldText.set(m, "MSH", 11, "").getBytes(charset);
            case TRAILING_DELIMITERS -> trailing(m).getBytes(charset);
            case UNESCAPED_AMPERSAND ->
                    FieldText.set(m, "PV1", 3, "A&E^RESUS^2^R9N01").getBytes(charset);
            case NULL_FIELDS ->
                    FieldText.set(FieldText.set(m, "PID", 14, "\"\""), "PID", 16, "\"\"")
                            .getBytes(charset);
            case OBX_WITHOUT_TYPE -> FieldText.set(m, "OBX", 2, "").getBytes(charset);
            case OTHER_DELIMITERS -> otherDelimiters(m).getBytes(charset);
            case EVERY_ESCAPE -> escapes(m).getBytes(charset);
            case MANY_OBX -> many(m).getBytes(charset);
            case TYPE_ONLY -> typeOnly(m).getBytes(charset);
            case GARBAGE -> chance.of(NOISE).getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    private static String nhs(String m, boolean invalid) {
        int at = m.indexOf("^^^NHS");
        if (at < 10 || !Numbers.nhsNumber(m.substring(at - 10, at))) {
            return "";
        }
        String number = m.substring(at - 10, at);
        String bad =
                invalid
                        ? number.substring(0, 9) + (char) ('0' + (number.charAt(9) - '0' + 1) % 10)
                        : number.substring(0, 3)
                                + " "
                                + number.substring(3, 6)
                                + " "
                                + number.substring(6);
        return m.substring(0, at - 10) + bad + m.substring(at);
    }

    private static String trailing(String m) {
        String more = FieldText.get(m, "PID", 3);
        String longer = FieldText.set(m, "PID", 3, more + "~");
        int first = longer.indexOf('\r');
        return longer.substring(0, first)
                + longer.substring(first).replace("\r", "|||\r").substring(3);
    }

    private static String otherDelimiters(String m) {
        if (m.chars().anyMatch(c -> c == '$' || c == '*' || c == '!' || c == '@' || c == '%')) {
            return "";
        }
        return m.replace('|', '$')
                .replace('^', '*')
                .replace('~', '!')
                .replace('\\', '@')
                .replace('&', '%');
    }

    private static String escapes(String m) {
        return m
                + "NTE|1|L|A\\T\\E 5\\F\\6 x\\S\\2 a\\R\\b c\\E\\d \\X48656C6C6F\\ \\H\\bold\\N\\ end"
                + " \\.sp2\\ x \\Zxyz\\ y\r";
    }

    private static String many(String m) {
        if (!m.contains("|ORU^R01")) {
            return "";
        }
        StringBuilder all = new StringBuilder(m);
        for (int i = 1; i <= 1_000; i++) {
            all.append("OBX|")
                    .append(900 + i)
                    .append("|NM|WAVE^Waveform sample^L|")
                    .append(i)
                    .append('|')
                    .append(i * 37 % 251)
                    .append("|mV|||||F\r");
        }
        return all.toString();
    }

    private static String typeOnly(String m) {
        String type = FieldText.get(m, "MSH", 8);
        int hat = type.indexOf('^');
        return hat < 0 || !m.contains("\rEVN|")
                ? ""
                : FieldText.set(m, "MSH", 8, type.substring(0, hat));
    }
}
