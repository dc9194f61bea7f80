package org.parley.engine.map.fhir;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.CodeList.Code;

/** Makers that look a code up. A code without a row is kept as what it is, and flagged. */
final class Coded {
    private static final Pattern BARE =
            Pattern.compile("true|false|-?(0|[1-9]\\d{0,39})(\\.\\d{1,40})?");

    private Coded() {}

    /**
     * A code alone: nothing when the table has no row, for a code of another set would be wrong.
     */
    record Alone(CodeList list, Place system) implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            Code known = list.quick().find(run, range, text);
            String code = known == null ? Texts.said(run, range, text).strip() : "";
            Code found = known == null ? find(run, list, system, code, range) : known;
            Code made = found == null ? list.other() : found;
            if (made == null) {
                return false;
            }
            Code filled = made.filled(code, run);
            if (element.type().equals("uri") && filled.hasSystem()) {
                filled.putSystem(run, node, element);
                return true;
            }
            if (filled.code().isEmpty()) {
                return false;
            }
            if (element.bare()) {
                if (!BARE.matcher(filled.code()).matches()) {
                    run.account().flag(Account.Flag.NOT_VALID, run, range, element.type());
                    return false;
                }
                return Texts.bare(run, node, element, label, filled.code());
            }
            filled.putCode(run, node, element, label);
            return true;
        }
    }

    /**
     * A Coding, or a CodeableConcept with one.
     *
     * @param concept the element coding when there is a CodeableConcept around; null for a Coding
     * @param words where the words of the sender for the code stand
     */
    record Whole(
            CodeList list,
            Place system,
            Place words,
            @Nullable Element concept,
            Element text,
            Element codingSystem,
            Element codingCode,
            Element codingDisplay,
            Beside unknown)
            implements Maker.Complex {
        static Whole of(Elements r4, String type, CodeList list, Place system, Place words) {
            return new Whole(
                    list,
                    system,
                    words,
                    type.equals("Coding") ? null : r4.of("CodeableConcept", "coding"),
                    r4.of("CodeableConcept", "text"),
                    r4.of("Coding", "system"),
                    r4.of("Coding", "code"),
                    r4.of("Coding", "display"),
                    Beside.of(r4, type));
        }

        @Override
        public boolean fill(Run run, int node, long range, @Nullable String given) {
            Code known = list.quick().find(run, range, given);
            String code = known == null ? Texts.said(run, range, given).strip() : "";
            if (known == null && code.isEmpty()) {
                return false;
            }
            Code found = known == null ? find(run, list, system, code, range) : known;
            Code made = found == null ? list.other() : found;
            String said = words.component() == 0 ? "" : run.places().text(run.places().find(words));
            if (made != null) {
                Code filled = made.filled(code, run);
                if (concept == null) {
                    filled.putSystem(run, node, codingSystem);
                    filled.putCode(run, node, codingCode, 0);
                    filled.putDisplay(run, node, codingDisplay);
                } else {
                    filled.putCoding(run, node, concept);
                }
            }
            if (made == null && system.component() > 0) {
                unknown.put(run, node, Beside.SYSTEM, run.places().find(system));
            }
            if (made == null && !said.isBlank()) {
                unknown.put(run, node, Beside.CODE, range);
            }
            String kept = said.isBlank() && found == null ? code : said;
            Element where = concept == null ? codingDisplay : text;
            if (!kept.isBlank()) {
                Texts.put(run, node, where, 0, kept);
                if (words.component() > 0) {
                    run.account().beside(run, run.places().find(words));
                }
            }
            return true;
        }
    }

    /** Where a code without a row stays, and the name of its coding system. */
    record Beside(Element extension, Element url, Element value) {
        static final byte[] CODE = Constant.quoted(Urls.full("v2:CWE.1"));
        static final byte[] SYSTEM = Constant.quoted(Urls.full("v2:CWE.3"));

        static Beside of(Elements r4, String type) {
            return new Beside(
                    r4.of(type, "extension"),
                    r4.of("Extension", "url"),
                    r4.of("Extension", "valueString"));
        }

        void put(Run run, int node, byte[] named, long range) {
            String name = run.places().text(range);
            if (!name.isBlank()) {
                Tree tree = run.tree();
                int at = tree.add(node, extension, Slot.OWN);
                tree.value(tree.add(at, url, 0), named, 0, named.length, false);
                Texts.put(run, at, value, 0, name);
                run.account().beside(run, range);
            }
        }
    }

    private static @Nullable Code find(
            Run run, CodeList list, Place system, String code, long range) {
        String of = system.component() == 0 ? "" : run.places().text(run.places().find(system));
        Code found = list.find(of, code);
        if (!of.isEmpty() && found != null) {
            run.account().beside(run, run.places().find(system));
        }
        if (found == null) {
            run.account().flag(Account.Flag.NO_CODE, run, range, list.name());
            if (list.parks()) {
                throw new Parked(list.name());
            }
        }
        return found;
    }

    /** The table says that a message with such a code is for a person. */
    static final class Parked extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String table;

        Parked(String table) {
            super("no row in " + table, null, false, false);
            this.table = table;
        }

        String table() {
            return table;
        }
    }
}
