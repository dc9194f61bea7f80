package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that a converter of one message must do, as one would write it by hand: find fields by
 * an index of the bytes with the message's own delimiters, write constants and values with escapes
 * of HL7 resolved and those of JSON made, dates and times in the form of FHIR with the offset of
 * London, look codes up, hash each id once. It knows what stands where, asks no condition, not even
 * whether a value is there, and joins nothing, so a real one is slower.
 */
final class HandWritten {
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final ZoneRules LONDON = ZoneId.of("Europe/London").getRules();

    /**
     * Codes of the message with what they become: of sex, name type, use and equipment of a
     * telephone, address type, class, method of admission and specialty. Read for each message, as
     * a converter must; those of identifiers and systems are left constants.
     */
    private static final Map<String, String> CODES =
            Map.of(
                    "2", "female",
                    "L", "official",
                    "PRN", "home",
                    "PH", "phone",
                    "H", "home",
                    "I", "IMP",
                    "MR", "Medical record number",
                    "VN", "Visit number",
                    "300", "General Internal Medicine");

    private enum Kind {
        CONSTANT,
        VALUE,
        TIME,
        CODE,
        ID
    }

    /** Constant bytes, then what is made of a leaf, or an id. */
    private record Piece(byte[] constant, Kind kind, int number) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final int ids;
    private final int slots;
    private final int[] starts = new int[1024];
    private final int[] ends = new int[1024];
    private byte[] out = new byte[16_384];
    private final MessageDigest digest;

    private HandWritten(List<Piece> pieces, int ids, int slots) {
        this.pieces.addAll(pieces);
        this.ids = ids;
        this.slots = slots;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int ids() {
        return ids;
    }

    int slots() {
        return slots;
    }

    /** Learns from one message and its Bundle which values stand where. */
    static HandWritten of(byte[] message, byte[] bundle) {
        HandWritten scan = new HandWritten(List.of(), 0, 0);
        int count = scan.index(message);
        Map<String, Integer> leaves = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String text =
                    new String(
                            message,
                            scan.starts[i],
                            scan.ends[i] - scan.starts[i],
                            StandardCharsets.ISO_8859_1);
            if (text.length() > 1 || CODES.containsKey(text)) {
                leaves.putIfAbsent(text, i);
            }
        }
        String json = new String(bundle, StandardCharsets.UTF_8);
        Map<String, Integer> seenIds = new LinkedHashMap<>();
        List<Piece> pieces = new ArrayList<>();
        Map<String, Integer> made = made(leaves);
        int from = 0;
        int slots = 0;
        Matcher texts = TEXT.matcher(json);
        while (texts.find()) {
            Matcher id = ID.matcher(texts.group(1));
            Integer leaf = leaves.get(texts.group(1));
            if (id.find()) {
                int number = seenIds.computeIfAbsent(id.group(), _ -> seenIds.size());
                int at = texts.start(1) + id.start();
                pieces.add(new Piece(bytes(json, from, at), Kind.ID, number));
                from = at + 36;
            } else if (json.charAt(texts.end()) != ':') {
                String text = texts.group(1);
                Integer number = leaf == null ? made.get(text) : leaf;
                if (number != null) {
                    Kind kind =
                            leaf != null
                                    ? Kind.VALUE
                                    : CODES.containsValue(text) ? Kind.CODE : Kind.TIME;
                    pieces.add(new Piece(bytes(json, from, texts.start(1)), kind, number));
                    from = texts.end(1);
                    slots++;
                }
            }
        }
        pieces.add(new Piece(bytes(json, from, json.length()), Kind.CONSTANT, -1));
        return new HandWritten(pieces, seenIds.size(), slots);
    }

    private static byte[] bytes(String text, int from, int end) {
        return text.substring(from, end).getBytes(StandardCharsets.UTF_8);
    }

    /** Texts that stand for a leaf in another form, with its number. */
    private static Map<String, Integer> made(Map<String, Integer> leaves) {
        Map<String, Integer> made = new LinkedHashMap<>();
        byte[] room = new byte[32];
        leaves.forEach((leaf, number) -> {
            byte[] bytes = leaf.getBytes(StandardCharsets.ISO_8859_1);
            if (leaf.matches("\\d{8}|\\d{14}")) {
                int end = time(bytes, 0, bytes.length, room, 0);
                made.putIfAbsent(new String(room, 0, end, StandardCharsets.ISO_8859_1), number);
            } else if (CODES.containsKey(leaf)) {
                made.putIfAbsent(CODES.get(leaf), number);
            }
        });
        return made;
    }

    private int index(byte[] message) {
        int count = 0;
        int start = 0;
        byte field = message[3];
        byte component = message[4];
        byte repetition = message[5];
        byte subcomponent = message[7];
        for (int i = 0; i < message.length; i++) {
            byte b = message[i];
            if (b == field || b == component || b == repetition || b == '\r' || b == subcomponent) {
                starts[count] = start;
                ends[count++] = i;
                start = i + 1;
            }
        }
        return count;
    }

    byte[] bundle(byte[] message) {
        index(message);
        byte[][] made = new byte[ids][];
        int at = 0;
        for (Piece piece : pieces) {
            byte[] constant = piece.constant();
            if (out.length < at + constant.length + 1024) {
                out = java.util.Arrays.copyOf(out, out.length * 2);
            }
            System.arraycopy(constant, 0, out, at, constant.length);
            at += constant.length;
            switch (piece.kind()) {
                case CONSTANT -> {}
                case VALUE -> at = value(message, piece.number(), at);
                case TIME -> {
                    int leaf = piece.number();
                    at = time(message, starts[leaf], ends[leaf], out, at);
                }
                case CODE -> at = code(message, piece.number(), at);
                case ID -> {
                    byte[] id = made[piece.number()];
                    if (id == null) {
                        id = uuid(message, piece.number());
                        made[piece.number()] = id;
                    }
                    System.arraycopy(id, 0, out, at, 36);
                    at += 36;
                }
            }
        }
        return java.util.Arrays.copyOf(out, at);
    }

    private int value(byte[] message, int leaf, int from) {
        int at = from;
        byte escape = message[6];
        for (int i = starts[leaf]; i < ends[leaf]; i++) {
            byte b = message[i];
            if (b == escape && i + 2 < ends[leaf] && message[i + 2] == escape) {
                b =
                        switch (message[i + 1]) {
                            case 'F' -> message[3];
                            case 'S' -> message[4];
                            case 'R' -> message[5];
                            case 'T' -> message[7];
                            default -> escape;
                        };
                i += 2;
            }
            if (b == '"' || b == '\\') {
                out[at++] = '\\';
            }
            out[at++] = b >= 0 && b < ' ' ? (byte) ' ' : b;
        }
        return at;
    }

    private int code(byte[] message, int leaf, int from) {
        int at = from;
        String code =
                new String(
                        message,
                        starts[leaf],
                        ends[leaf] - starts[leaf],
                        StandardCharsets.ISO_8859_1);
        String becomes = CODES.getOrDefault(code, code);
        for (int i = 0; i < becomes.length(); i++) {
            out[at++] = (byte) becomes.charAt(i);
        }
        return at;
    }

    private static int time(byte[] message, int from, int end, byte[] to, int begin) {
        int at = begin;
        int year = number(message, from, 4);
        int month = number(message, from + 4, 2);
        int day = number(message, from + 6, 2);
        LocalDate date = LocalDate.of(year, month, day);
        at = copy(message, from, 4, to, at, '-');
        at = copy(message, from + 4, 2, to, at, '-');
        if (end - from == 8) {
            return copy(message, from + 6, 2, to, at, ' ') - 1;
        }
        at = copy(message, from + 6, 2, to, at, 'T');
        at = copy(message, from + 8, 2, to, at, ':');
        at = copy(message, from + 10, 2, to, at, ':');
        LocalDateTime time =
                date.atTime(
                        number(message, from + 8, 2),
                        number(message, from + 10, 2),
                        number(message, from + 12, 2));
        int hours = LONDON.getOffset(time).getTotalSeconds() / 3600;
        at = copy(message, from + 12, 2, to, at, '+');
        to[at++] = '0';
        to[at++] = (byte) ('0' + hours);
        to[at++] = ':';
        to[at++] = '0';
        to[at++] = '0';
        return at;
    }

    private static int copy(byte[] message, int from, int length, byte[] to, int at, char behind) {
        System.arraycopy(message, from, to, at, length);
        to[at + length] = (byte) behind;
        return at + length + 1;
    }

    private static int number(byte[] digits, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 10 + digits[i] - '0';
        }
        return number;
    }

    private byte[] uuid(byte[] message, int number) {
        digest.update(message, starts[number], 24);
        byte[] hash = digest.digest();
        HexFormat hex = HexFormat.of();
        String id =
                hex.formatHex(hash, 0, 4)
                        + "-"
                        + hex.formatHex(hash, 4, 6)
                        + "-"
                        + hex.formatHex(hash, 6, 8)
                        + "-"
                        + hex.formatHex(hash, 8, 10)
                        + "-"
                        + hex.formatHex(hash, 10, 16);
        return id.getBytes(StandardCharsets.ISO_8859_1);
    }
}
