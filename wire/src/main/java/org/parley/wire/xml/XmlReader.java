package org.parley.wire.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Reads XML that is in memory: UTF-8, or ISO-8859-1 or windows-1252 when its declaration says so.
 * Used once, by one thread.
 */
public final class XmlReader {
    /** Longest document, in bytes. */
    public static final int MAX_BYTES = 256 * 1024 * 1024;

    /** Deepest nesting of elements. */
    public static final int MAX_DEPTH = 200;

    /** Most elements and attributes together. */
    public static final int MAX_NODES = 5_000_000;

    private static final Pattern DECLARATION =
            Pattern.compile(
                    "\\s+version\\s*=\\s*([\"'])1\\.[0-9]+\\1"
                            + "(\\s+encoding\\s*=\\s*([\"'])([A-Za-z][A-Za-z0-9._-]*)\\3)?"
                            + "(\\s+standalone\\s*=\\s*([\"'])(?:yes|no)\\6)?\\s*");

    private final byte[] bytes;
    private XmlText text = new XmlText(StandardCharsets.UTF_8);
    private int at;
    private int nodes;

    private XmlReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one document; never throws, whatever the bytes are. */
    public static XmlReading read(byte[] bytes) {
        XmlReader reader = new XmlReader(bytes);
        try {
            if (bytes.length > MAX_BYTES) {
                throw new XmlFault("PAR-1322", "is longer than " + MAX_BYTES + " bytes");
            }
            return new XmlReading.Read(reader.document());
        } catch (XmlFault fault) {
            return reader.refused(fault);
        }
    }

    private XmlReading refused(XmlFault fault) {
        int line = 1;
        for (int i = 0; i < Math.min(at, bytes.length); i++) {
            boolean alone = bytes[i] == '\r' && (i + 1 >= bytes.length || bytes[i + 1] != '\n');
            line += bytes[i] == '\n' || alone ? 1 : 0;
        }
        boolean limit = fault.code().equals("PAR-1322");
        return new XmlReading.Refused(
                new Problem(
                        fault.code(),
                        limit ? Culprit.CAPACITY : Culprit.SENDER,
                        "The XML " + fault.reason() + " (line " + line + ").",
                        switch (fault.code()) {
                            case "PAR-1321" -> "Ask the sender for XML without a document type.";
                            case "PAR-1322" -> "Ask the sender for smaller or flatter documents.";
                            default -> "Ask the sender for well-formed XML 1.0 in UTF-8.";
                        }),
                line);
    }

    private static XmlFault wrong(String reason) {
        return new XmlFault("PAR-1320", reason);
    }

    private XmlElement document() throws XmlFault {
        if (starts("\u00ef\u00bb\u00bf")) {
            at = 3;
        } else if (bytes.length > 1
                && ((bytes[0] & 255) >= 0xfe || bytes[0] == 0 || bytes[1] == 0)) {
            throw wrong("is UTF-16 or UTF-32");
        }
        declaration();
        between();
        if (at >= bytes.length || bytes[at] != '<') {
            throw wrong("has no element");
        }
        XmlElement root = element(1);
        between();
        if (at < bytes.length) {
            throw wrong("goes on after its end");
        }
        return root;
    }

    private void declaration() throws XmlFault {
        if (!starts("<?xml") || at + 5 >= bytes.length || !blank(bytes[at + 5])) {
            return;
        }
        int end = find("?>", at, "has a declaration that does not end");
        String said = new String(bytes, at + 5, end - at - 5, StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARATION.matcher(said);
        if (!declared.matches()) {
            throw wrong("has a declaration that is none");
        }
        String encoding = declared.group(4);
        if (encoding != null) {
            text = new XmlText(charset(encoding));
        }
        at = end + 2;
    }

    private static Charset charset(String name) throws XmlFault {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf-8", "us-ascii" -> StandardCharsets.UTF_8;
            case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
            case "windows-1252" -> Charset.forName("windows-1252");
            default -> throw wrong("is in a character set that we do not read");
        };
    }

    /** Blanks, comments and instructions outside of the root. */
    private void between() throws XmlFault {
        while (at < bytes.length) {
            if (blank(bytes[at])) {
                at++;
            } else if (starts("<!--")) {
                comment();
            } else if (starts("<!DOCTYPE")) {
                throw new XmlFault("PAR-1321", "has a document type, which we never read");
            } else if (starts("<?")) {
                instruction();
            } else {
                return;
            }
        }
    }

    private void comment() throws XmlFault {
        int end = find("--", at + 4, "has a comment that does not end");
        text.decoded(bytes, at + 4, end);
        at = end;
        if (!starts("-->")) {
            throw wrong("has two hyphens within a comment");
        }
        at += 3;
    }

    private void instruction() throws XmlFault {
        at += 2;
        String target = name();
        if (target.equalsIgnoreCase("xml")) {
            throw wrong("has a declaration that is not at its beginning");
        }
        if (!starts("?>") && (at >= bytes.length || !blank(bytes[at]))) {
            throw wrong("has an instruction without a blank behind its name");
        }
        int end = find("?>", at, "has an instruction that does not end");
        text.decoded(bytes, at, end);
        at = end + 2;
    }

    private XmlElement element(int depth) throws XmlFault {
        if (depth > MAX_DEPTH) {
            throw new XmlFault("PAR-1322", "is nested deeper than " + MAX_DEPTH + " levels");
        }
        int from = at++;
        String name = name();
        List<XmlElement.Attribute> attributes = attributes();
        if (starts("/>")) {
            at += 2;
            return new XmlElement(local(name), attributes, List.of(), "", from, at);
        }
        at++; // the > that attributes() has seen
        List<XmlElement> elements = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        while (!starts("</")) {
            content(depth, elements, said);
        }
        at += 2;
        if (!name().equals(name)) {
            throw wrong("ends an element that is not the one begun last");
        }
        blanks();
        if (!starts(">")) {
            throw wrong("has an end tag that does not end");
        }
        at++;
        return new XmlElement(local(name), attributes, elements, said.toString().strip(), from, at);
    }

    private void content(int depth, List<XmlElement> elements, StringBuilder said) throws XmlFault {
        if (at >= bytes.length) {
            throw wrong("ends within an element");
        }
        if (bytes[at] != '<') {
            int end = at;
            while (end < bytes.length && bytes[end] != '<') {
                end++;
            }
            said.append(text.resolved(bytes, at, end));
            at = end;
        } else if (starts("<!--")) {
            comment();
        } else if (starts("<![CDATA[")) {
            int end = find("]]>", at + 9, "has a CDATA section that does not end");
            said.append(text.decoded(bytes, at + 9, end));
            at = end + 3;
        } else if (starts("<?")) {
            instruction();
        } else {
            elements.add(element(depth + 1));
        }
    }

    /** Up to the end of the start tag, which is left for the caller. */
    private List<XmlElement.Attribute> attributes() throws XmlFault {
        count();
        List<XmlElement.Attribute> attributes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (true) {
            boolean apart = blanks();
            if (starts(">") || starts("/>")) {
                return attributes;
            }
            if (!apart) {
                throw wrong("has a start tag that does not end");
            }
            String name = name();
            count();
            if (!names.add(name)) {
                throw wrong("has an attribute twice");
            }
            blanks();
            if (!starts("=")) {
                throw wrong("has an attribute without a value");
            }
            at++;
            blanks();
            String value = value();
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                attributes.add(new XmlElement.Attribute(local(name), value));
            }
        }
    }

    private String value() throws XmlFault {
        boolean quoted = at < bytes.length && (bytes[at] == '"' || bytes[at] == '\'');
        if (!quoted) {
            throw wrong("has an attribute whose value is not quoted");
        }
        byte quote = bytes[at++];
        int end = at;
        while (end < bytes.length && bytes[end] != quote) {
            if (bytes[end] == '<') {
                throw wrong("has a < within an attribute");
            }
            end++;
        }
        if (end == bytes.length) {
            throw wrong("has an attribute that does not end");
        }
        String value = text.attribute(bytes, at, end);
        at = end + 1;
        return value;
    }

    private void count() throws XmlFault {
        if (++nodes > MAX_NODES) {
            throw new XmlFault(
                    "PAR-1322", "has more than " + MAX_NODES + " elements and attributes");
        }
    }

    private String name() throws XmlFault {
        int end = at;
        while (end < bytes.length && named(bytes[end])) {
            end++;
        }
        String name = text.decoded(bytes, at, end);
        if (!XmlText.name(name)) {
            throw wrong("has no name where one is due");
        }
        at = end;
        return name;
    }

    private static boolean named(byte b) {
        return b < 0 || !(b <= ' ' || "<>/=?!\"'&;".indexOf(b) >= 0);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private int find(String sign, int from, String missing) throws XmlFault {
        for (int i = from; i + sign.length() <= bytes.length; i++) {
            if (starts(sign, i)) {
                return i;
            }
        }
        throw wrong(missing);
    }

    private boolean blanks() {
        int from = at;
        while (at < bytes.length && blank(bytes[at])) {
            at++;
        }
        return at > from;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private boolean starts(String sign) {
        return starts(sign, at);
    }

    private boolean starts(String sign, int from) {
        if (from + sign.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < sign.length(); i++) {
            if ((bytes[from + i] & 255) != sign.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
