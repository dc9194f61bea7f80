package org.parley.conformance.validate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPathException;
import org.parley.wire.fhirpath.Regexes;

/** Checks answers by the limits that extensions of the item set: ranges, lengths, units, forms. */
final class AnswerLimits {
    private static final String SDC =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    private static final Pattern REFERENCE =
            Pattern.compile("(?:https?://[^\\s]+/)?([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}");

    private final Run run;

    AnswerLimits(Run run) {
        this.run = run;
    }

    void check(Json.Members question, String name, Json value) {
        range(question, value);
        switch (name) {
            case "valueString", "valueUri" -> text(question, value);
            case "valueDecimal" -> digits(question, value);
            case "valueQuantity" -> units(question, value);
            case "valueAttachment" -> attachment(question, value);
            case "valueReference" -> reference(question, value);
            default -> {}
        }
    }

    private void range(Json.Members question, Json value) {
        for (String limit : List.of("minValue", "minQuantity", "maxValue", "maxQuantity")) {
            String url = limit.endsWith("Value") ? Extended.CORE + limit : SDC + limit;
            Json bound = Extended.value(question, url);
            if (bound == null) {
                continue;
            }
            Integer order = Enabling.order(run, value, bound);
            boolean least = limit.startsWith("min");
            if (order == null && value instanceof Json.Members) {
                error("The quantity does not compare with the form's limit; its unit differs.");
            } else if (order != null && (least ? order < 0 : order > 0)) {
                error(
                        least
                                ? "The answer is less than the form allows."
                                : "The answer is more than the form allows.");
            }
        }
    }

    private void text(Json.Members question, Json value) {
        if (!(value instanceof Json.Text text)) {
            return;
        }
        int length = text.value().codePointCount(0, text.value().length());
        int least = Extended.whole(Extended.value(question, Extended.CORE + "minLength"));
        int most = Extended.whole(question.get("maxLength"));
        if (least >= 0 && length < least) {
            error("The text is shorter than the form's " + least + " characters.");
        }
        if (most >= 0 && length > most) {
            error("The text is longer than the form's " + most + " characters.");
        }
        if (Extended.value(question, Extended.CORE + "regex") instanceof Json.Text regex) {
            shape(regex.value(), text.value());
        }
    }

    private void shape(String regex, String text) {
        try {
            if (!Regexes.matcher(Regexes.compile(regex, 0), text).matches()) {
                error("The text has not the shape that the form wants.");
            }
        } catch (FhirPathException cannot) {
            run.undecided(
                    "questionnaire",
                    ResponseChecks.PROFILE,
                    "The shape that the form wants cannot be decided: " + cannot.getMessage() + ".",
                    "Mend the regular expression of the form.");
        }
    }

    private void digits(Json.Members question, Json value) {
        int most = Extended.whole(Extended.value(question, Extended.CORE + "maxDecimalPlaces"));
        if (most < 0 || !(value instanceof Json.Num number)) {
            return;
        }
        int point = number.literal().indexOf('.');
        if (point >= 0 && number.literal().length() - point - 1 > most) {
            error("The number has more than " + most + " decimal places.");
        }
    }

    private void units(Json.Members question, Json value) {
        if (!(value instanceof Json.Members quantity)) {
            return;
        }
        List<Json> options = Extended.values(question, Extended.CORE + "questionnaire-unitOption");
        boolean fits = options.isEmpty();
        for (Json option : options) {
            fits |=
                    option instanceof Json.Members unit
                            && ResponseChecks.text(unit, "code")
                                    .equals(ResponseChecks.text(quantity, "code"))
                            && ResponseChecks.text(unit, "system")
                                    .equals(ResponseChecks.text(quantity, "system"));
        }
        if (!fits) {
            error("The unit is none of those that the form allows.");
        }
        if (Extended.value(question, Extended.CORE + "questionnaire-unitValueSet")
                instanceof Json.Text set) {
            Answer in = run.program.codes().has(set.value(), quantity, "Quantity");
            if (in == Answer.NO) {
                error("The unit is not in the form's value set of units.");
            } else if (in == Answer.UNKNOWN) {
                run.undecided(
                        "binding",
                        ResponseChecks.PROFILE,
                        "It cannot be decided here whether the unit is in the form's value set.",
                        "Give a package that has the value set.");
            }
        }
    }

    private void attachment(Json.Members question, Json value) {
        if (!(value instanceof Json.Members attachment)) {
            return;
        }
        List<Json> kinds = Extended.values(question, Extended.CORE + "mimeType");
        String kind = ResponseChecks.text(attachment, "contentType");
        boolean fits = kinds.isEmpty();
        for (Json one : kinds) {
            fits |= one instanceof Json.Text text && text.value().equals(kind);
        }
        if (!fits) {
            error("The attachment is of another kind than the form allows.");
        }
        Json most = Extended.value(question, Extended.CORE + "maxSize");
        int size = size(attachment);
        if (most instanceof Json.Num number
                && size >= 0
                && Fixed.compare(new Json.Num(0, String.valueOf(size)), number) > 0) {
            error("The attachment is larger than the form allows.");
        }
    }

    /** Bytes of an attachment by its data, or as it states them; -1 when it does not. */
    private static int size(Json.Members attachment) {
        String data = attachment.text("data");
        return data == null ? Extended.whole(attachment.get("size")) : bytes(data);
    }

    /** How many bytes base64 text stands for. */
    static int bytes(String base64) {
        int signs = 0;
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            signs += c > ' ' && c != '=' ? 1 : 0;
        }
        return (int) (signs * 3L / 4);
    }

    private void reference(Json.Members question, Json value) {
        String text = value instanceof Json.Members members ? members.text("reference") : null;
        String type = text == null ? null : type(text);
        if (text == null || text.startsWith("#") || text.startsWith("urn:")) {
            return;
        }
        if (type == null || !run.is(type, "Resource")) {
            error("The reference has no form that FHIR knows, or a type that is no resource.");
            return;
        }
        List<Json> types =
                Extended.values(question, Extended.CORE + "questionnaire-referenceResource");
        boolean fits = types.isEmpty();
        for (Json one : types) {
            fits |= one instanceof Json.Text wanted && run.is(type, wanted.value());
        }
        if (!fits) {
            error("The reference is to another type of resource than the form allows.");
        }
    }

    private static @Nullable String type(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private void error(String text) {
        ResponseChecks.error(run, text);
    }
}
