package org.parley.wire.fhir;

/** Lays valid JSON out for people: one value a line, two blanks for each level. */
public final class JsonLayout {
    private JsonLayout() {}

    /** The same JSON with line breaks, the last one included. */
    public static byte[] of(byte[] json) {
        JsonWriter out = new JsonWriter(json.length * 2);
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (inText) {
                out.raw(json, i, i + 1);
                if (b == '\\' && i + 1 < json.length) {
                    i++;
                    out.raw(json, i, i + 1);
                }
                inText = b != '"';
                continue;
            }
            switch (b) {
                case ' ', '\t', '\r', '\n' -> {}
                case '"' -> {
                    out.raw(json, i, i + 1);
                    inText = true;
                }
                case '{', '[' -> {
                    out.sign((char) b);
                    depth++;
                    line(out, depth);
                }
                case '}', ']' -> {
                    depth--;
                    line(out, depth);
                    out.sign((char) b);
                }
                case ',' -> {
                    out.sign(',');
                    line(out, depth);
                }
                case ':' -> {
                    out.sign(':');
                    out.sign(' ');
                }
                default -> out.sign((char) b);
            }
        }
        out.sign('\n');
        return out.toBytes();
    }

    private static void line(JsonWriter out, int depth) {
        out.sign('\n');
        for (int i = 0; i < depth; i++) {
            out.sign(' ');
            out.sign(' ');
        }
    }
}
