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
        private final byte @Nullable [] codeJson;
        private final byte @Nullable [] systemJson;
        private final byte @Nullable [] displayJson;
        private final byte @Nullable [] coding;

        Code(String code, String system, String display) {
            this(code, system, display, true);
        }

        /** One that is used once makes its JSON when it is asked for. */
        private Code(String code, String system, String display, boolean often) {
            this.code = code;
            this.system = system;
            this.display = display;
            this.open = code.contains("{}") || system.contains("{}");
            this.local = code.contains(SENDER) || system.contains(SENDER);
            this.codeJson = often ? Constant.quoted(code) : null;
            this.systemJson = often ? Constant.quoted(system) : null;
            this.displayJson = often ? Constant.quoted(display) : null;
            this.coding = often ? Constant.coding(system, code, display) : null;
        }

        /** This code with the code of v2 in its gaps. */
        Code filled(String v2, Run run) {
            if (local) {
                String sender = run.sender();
                return new Code(
                                code.replace(SENDER, sender),
                                system.replace(SENDER, sender),
                                display,
                                false)
                        .filled(v2, run);
            }
            return open
                    ? new Code(
                            code.replace("{}", code.contains(":") ? escaped(v2) : v2),
                            system.replace("{}", escaped(v2)),
                            display,
                            false)
                    : this;
        }

        /** Who sent a message, as it may stand in a URL. */
        static String sender(Message message) {
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
            put(run, node, element, label, json(codeJson, code));
        }

        void putSystem(Run run, int node, Element element) {
            put(run, node, element, 0, json(systemJson, system));
        }

        void putDisplay(Run run, int node, Element element) {
            put(run, node, element, 0, json(displayJson, display));
        }

        /** Adds a Coding of it to a list. */
        void putCoding(Run run, int node, Element element) {
            byte[] made = coding;
            run.ready(node, element, made == null ? Constant.coding(system, code, display) : made);
        }

        private static byte[] json(byte @Nullable [] made, String text) {
            return made == null ? Constant.quoted(text) : made;
        }

        private static void put(Run run, int node, Element element, long label, byte[] json) {
            if (json.length > 2) {
                run.put(node, element, label, json, 0, json.length, false);
            }
        }

        private static boolean safe(int sign) {
            return (sign >= '0' && sign <= '9')
                    || (sign >= 'A' && sign <= 'Z')
                    || (sign >= 'a' && sign <= 'z')
                    || "-._~".indexOf(sign) >= 0;
        }

        /** As it may stand in a URL. */
        private static String escaped(String text) {
            int plain = 0;
            while (plain < text.length() && safe(text.charAt(plain))) {
                plain++;
            }
            if (plain == text.length()) {
                return text;
            }
            StringBuilder out = new StringBuilder();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                if (safe(b)) {
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
