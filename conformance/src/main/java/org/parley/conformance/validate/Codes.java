package org.parley.conformance.validate;

import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Whether coded values are in value sets. */
record Codes(ValueSets valueSets, CodeSystems systems, Terminology terminology) {
    /** Whether a code, Coding, CodeableConcept or Quantity is in the value set. */
    Answer has(String valueSet, Json value, String type) {
        return switch (value) {
            case Json.Text text -> {
                Answer here = valueSets.has(valueSet, null, text.value());
                yield here == Answer.UNKNOWN ? asked(valueSet, "", text.value()) : here;
            }
            case Json.Members members ->
                    type.equals("CodeableConcept")
                            ? any(valueSet, members)
                            : coding(valueSet, members);
            default -> Answer.UNKNOWN;
        };
    }

    /** Whether a code or Coding is in a value set that was compiled before. */
    Answer has(ValueSets.Compiled set, Json value) {
        return switch (value) {
            case Json.Text text -> valueSets.has(set, null, text.value());
            case Json.Members coding when coding.text("code") != null -> {
                String system = coding.text("system");
                yield valueSets.has(
                        set, system == null ? "" : system, String.valueOf(coding.text("code")));
            }
            default -> Answer.NO;
        };
    }

    private Answer any(String valueSet, Json.Members concept) {
        Json.Items codings = concept.items("coding");
        Answer any = Answer.NO;
        for (int i = 0; i < codings.size(); i++) {
            if (codings.value(i) instanceof Json.Members coding) {
                any = any.or(coding(valueSet, coding));
            }
        }
        return any;
    }

    private Answer coding(String valueSet, Json.Members coding) {
        @Nullable String code = coding.text("code");
        @Nullable String system = coding.text("system");
        if (code == null) {
            return Answer.NO;
        }
        Answer here = valueSets.has(valueSet, system == null ? "" : system, code);
        return here == Answer.UNKNOWN && system != null ? asked(valueSet, system, code) : here;
    }

    /** Whether the system has the code, by the packages or by who knows more. */
    Answer has(String system, String code) {
        Answer here = systems.has(system, code);
        return here == Answer.UNKNOWN ? asked("", system, code) : here;
    }

    private Answer asked(String valueSet, String system, String code) {
        Boolean known = terminology.knows(valueSet, system, code);
        return known == null ? Answer.UNKNOWN : Answer.of(known);
    }
}
