package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that a converter of one message must do, as one would write it by hand: find fields by
 * an index of the bytes, write constants and values with escapes, hash each id once. It knows what
 * stands where, looks nothing up, asks no condition and joins nothing, so a real one is slower.
 */
final class HandWritten {
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Constant bytes, then a value or an id; -1 for none. */
    private record Piece(byte[] constant, int leaf, int id) {}

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
            if (text.length() > 1) {
                leaves.putIfAbsent(text, i);
            }
        }
        String json = new String(bundle, StandardCharsets.UTF_8);
        Map<String, Integer> seenIds = new LinkedHashMap<>();
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int slots = 0;
        Matcher texts = TEXT.matcher(json);
        while (texts.find()) {
            Matcher id = ID.matcher(texts.group(1));
            Integer leaf = leaves.get(texts.group(1));
            if (id.find()) {
                int number = seenIds.computeIfAbsent(id.group(), _ -> seenIds.size());
                int at = texts.start(1) + id.start();
                pieces.add(new Piece(bytes(json, from, at), -1, number));
                from = at + 36;
            } else if (leaf != null && json.charAt(texts.end()) != ':') {
                pieces.add(new Piece(bytes(json, from, texts.start(1)), leaf, -1));
                from = texts.end(1);
                slots++;
            }
        }
        pieces.add(new Piece(bytes(json, from, json.length()), -1, -1));
        return new HandWritten(pieces, seenIds.size(), slots);
    }

    private static byte[] bytes(String text, int from, int end) {
        return text.substring(from, end).getBytes(StandardCharsets.UTF_8);
    }

    private int index(byte[] message) {
        int count = 0;
        int start = 0;
        for (int i = 0; i < message.length; i++) {
            byte b = message[i];
            if (b == '|' || b == '^' || b == '~' || b == '\r' || b == '&') {
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
            if (piece.leaf() >= 0) {
                for (int i = starts[piece.leaf()]; i < ends[piece.leaf()]; i++) {
                    byte b = message[i];
                    if (b == '"' || b == '\\') {
                        out[at++] = '\\';
                    }
                    out[at++] = b;
                }
            } else if (piece.id() >= 0) {
                byte[] id = made[piece.id()];
                if (id == null) {
                    id = uuid(message, piece.id());
                    made[piece.id()] = id;
                }
                System.arraycopy(id, 0, out, at, 36);
                at += 36;
            }
        }
        return java.util.Arrays.copyOf(out, at);
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
