package org.parley.conformance.terminology;

import java.util.ArrayList;
import java.util.List;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/** One page of an expanded value set, or that there is none. */
public sealed interface Page {
    /** Codes that are asked for at once. */
    int CODES = 1_000;

    /** Marks of HL7 for an expansion that is not the whole value set. */
    List<String> NOT_WHOLE =
            List.of(
                    "http://hl7.org/fhir/StructureDefinition/valueset-toocostly",
                    "http://hl7.org/fhir/StructureDefinition/valueset-unclosed");

    /** The server cannot expand it, or not to the end. */
    record Unknown() implements Page {}

    /** Codes of it; the next page begins at {@code next}, -1 when this is the last. */
    record Codes(List<Code> codes, int next) implements Page {
        public Codes {
            codes = List.copyOf(codes);
        }
    }

    /** A code of a system. */
    record Code(String system, String code) {
        Question of(String valueSet) {
            return new Question(valueSet, system, code);
        }

        Question anywhere(String valueSet) {
            return new Question(valueSet, "", code);
        }
    }

    /** Reads an answer of {@code $expand} that was asked for from this place on. */
    static Page read(byte[] body, int from) {
        Json.Members expansion =
                new JsonReader().read(body) instanceof JsonReading.Read read
                                && read.root() instanceof Json.Members set
                        ? set.members("expansion")
                        : null;
        if (expansion == null || notWhole(expansion)) {
            return new Unknown();
        }
        List<Code> codes = new ArrayList<>();
        int seen = contains(expansion.items("contains"), codes);
        int to = from + seen;
        if (expansion.get("total") instanceof Json.Num total) {
            if (!total.literal().matches("\\d{1,9}")) {
                return new Unknown();
            }
            int all = Integer.parseInt(total.literal());
            return to >= all
                    ? new Codes(codes, -1)
                    : seen == 0 ? new Unknown() : new Codes(codes, to);
        }
        // without a total: a short page is the last, and a longer one than asked for is all
        boolean last = seen < CODES || (from == 0 && seen > CODES);
        return new Codes(codes, last ? -1 : to);
    }

    private static boolean notWhole(Json.Members expansion) {
        Json.Items extensions = expansion.items("extension");
        for (int i = 0; i < extensions.size(); i++) {
            if (extensions.value(i) instanceof Json.Members one
                    && NOT_WHOLE.contains(String.valueOf(one.text("url")))) {
                return true;
            }
        }
        return false;
    }

    /** Takes the codes that may be used; gives how many entries there are, those for order too. */
    private static int contains(Json.Items all, List<Code> to) {
        int seen = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members one) {
                seen++;
                String system = one.text("system");
                String code = one.text("code");
                boolean heading = one.get("abstract") instanceof Json.Bool bool && bool.value();
                if (system != null && code != null && !code.isEmpty() && !heading) {
                    to.add(new Code(system, code));
                }
                seen += contains(one.items("contains"), to);
            }
        }
        return seen;
    }
}
