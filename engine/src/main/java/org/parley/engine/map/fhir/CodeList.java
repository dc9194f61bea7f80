package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/**
 * What a code of v2 becomes in FHIR.
 *
 * @param name of the table
 * @param rows by coding system and code; the system {@code ""} holds for any
 * @param other what a code without a row becomes; null when it stays what it is, as text
 * @param parks whether a code without a row parks the message
 * @param starts the length of what codes begin with that have one row together, such as {@code
 *     99*}; 0 when no row is so
 * @param quick the rows that are found without making a text of a code
 */
record CodeList(
        String name,
        Map<Key, Code> rows,
        @Nullable Code other,
        boolean parks,
        int starts,
        QuickCodes quick) {
    private static final String SENDER = "{sender}";
    private static final Path APPLICATION = Path.of("MSH-3.1");
    private static final Path FACILITY = Path.of("MSH-4.1");

    CodeList {
        rows = Collections.unmodifiableMap(new HashMap<>(rows)); // quicker than a copyOf
    }

    /** A code in a system. */
    record Key(String system, String code) {}

    /**
     * A code of FHIR, as text and as JSON; empty texts for what is not there. {@code {}} in the
     * code or the system stands for the code of v2, {@code {sender}} in the system for who sent the
     * message.
     */
    static final class Code {
        private final String code;
        private final String system;
        private final String display;
        private final boolean open;
        private final boolean local;
        private final byte[] codeJson;
        private final byte[] systemJson;
        private final byte[] displayJson;
        private final byte[] coding;

        Code(String code, String system, String display) {
            this.code = code;
            this.system = system;
            this.display = display;
            this.open = code.contains("{}") || system.contains("{}");
            this.local = code.contains(SENDER) || system.contains(SENDER);
            this.codeJson = Constant.quoted(code);
            this.systemJson = Constant.quoted(system);
            this.displayJson = Constant.quoted(display);
            this.coding = Constant.coding(system, code, display);
        }

        /** This code with the code of v2 in its gaps. */
        Code filled(String v2, Run run) {
            if (local) {
                String sender = sender(run.places().message());
                return new Code(
                                code.replace(SENDER, sender),
                                system.replace(SENDER, sender),
                                display)
                        .filled(v2, run);
            }
            return open
                    ? new Code(
                            code.replace("{}", code.contains(":") ? escaped(v2) : v2),
                            system.replace("{}", escaped(v2)),
                            display)
                    : this;
        }

        private static String sender(Message message) {
            return escaped(message.textOrEmpty(FACILITY))
                    + ":"
                    + escaped(message.textOrEmpty(APPLICATION));
        }

        /** True when it is another one for each code or sender. */
        boolean gaps() {
            return open || local;
        }

        String code() {
            return code;
        }

        boolean hasSystem() {
            return !system.isEmpty();
        }

        void putCode(Run run, int node, Element element, long label) {
            put(run, node, element, label, codeJson);
        }

        void putSystem(Run run, int node, Element element) {
            put(run, node, element, 0, systemJson);
        }

        void putDisplay(Run run, int node, Element element) {
            put(run, node, element, 0, displayJson);
        }

        /** Adds a Coding of it to a list. */
        void putCoding(Run run, int node, Element element) {
            run.ready(node, element, coding);
        }

        private static void put(Run run, int node, Element element, long label, byte[] json) {
            if (json.length > 2) {
                run.put(node, element, label, json, 0, json.length, false);
            }
        }

        /** As it may stand in a URL. */
        private static String escaped(String text) {
            StringBuilder out = new StringBuilder();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                if ((b >= '0' && b <= '9')
                        || (b >= 'A' && b <= 'Z')
                        || (b >= 'a' && b <= 'z')
                        || "-._~".indexOf(b) >= 0) {
                    out.append((char) b);
                } else {
                    out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
            return out.toString();
        }
    }

    /** The row of a code; null when it has none. */
    @Nullable Code find(String system, String code) {
        Code found = system.isEmpty() ? null : rows.get(new Key(system, code));
        if (found == null) {
            found = rows.get(new Key("", code));
        }
        return found == null && starts > 0 && code.length() > starts
                ? rows.get(new Key("", code.substring(0, starts) + "*"))
                : found;
    }
}
