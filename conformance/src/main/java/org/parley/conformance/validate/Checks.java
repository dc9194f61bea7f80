package org.parley.conformance.validate;

import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Checks one value: its kind, its type, and all that a profile says of it. */
final class Checks {
    private Checks() {}

    static void check(Run run, Shape.Value check, Shape.Occurrence value) {
        run.above.add(check);
        within(run, check, value);
        run.above.removeLast();
    }

    private static void within(Run run, Shape.Value check, Shape.Occurrence value) {
        Json json = value.json();
        Primitive primitive = check.primitive();
        if (primitive != null) {
            primitive(run, check, primitive, value);
        } else if (json instanceof Json.Members members) {
            object(run, check, members);
        } else {
            run.error(
                    "type",
                    check.profile(),
                    json == null || json instanceof Json.Null
                            ? "Null stands where a value is due."
                            : "A plain value stands where an object (" + check.type() + ") is due.",
                    "Leave it out, or write the object.");
            return;
        }
        if (json == null || json instanceof Json.Null) {
            return;
        }
        limits(run, check, json);
        if (check.binding() != null) {
            Bindings.check(run, check, check.binding(), json);
        }
        for (Element.Binding more : check.more().bindings()) {
            Bindings.check(run, check, more, json);
        }
        if (!check.invariants().isEmpty()) {
            run.invariants(check.invariants(), Run.item(value), check.profile());
        }
    }

    private static void primitive(
            Run run, Shape.Value check, Primitive primitive, Shape.Occurrence value) {
        Json json = value.json();
        Json.Members side = value.side();
        if (side != null) {
            Shape element = run.program.compiler().shape(Trees.CORE + "Element");
            if (element != null) {
                ObjectChecks.check(run, element, side);
            }
        }
        if (json == null || json instanceof Json.Null) {
            due(run, check, side);
            if (side == null) {
                run.error(
                        "ele-1",
                        check.profile(),
                        "Null stands without an id or extension beside it.",
                        "Leave it out, or say why it is absent with an extension.");
            }
            return;
        }
        if (json instanceof Json.Text text) {
            content(run, check, primitive, text.value());
        }
        String fault = primitive.fault(json);
        if (fault != null) {
            run.error(
                    "format",
                    check.profile(),
                    "The value " + fault + ".",
                    "Write it as the type " + check.type() + " wants it.");
        }
    }

    /** What a text should not hold, whatever its type allows. */
    private static void content(Run run, Shape.Value check, Primitive primitive, String text) {
        if ((primitive == Primitive.STRING || primitive == Primitive.MARKDOWN)
                && Addresses.html(text)) {
            String found = "The text holds what looks like HTML.";
            String mend = "Send plain text; whoever shows it may run what is in it.";
            if (run.program.strictness().noHtml()) {
                run.error("html", check.profile(), found, mend);
            } else if (primitive == Primitive.STRING) {
                run.warn("html", check.profile(), found, mend);
            }
        }
        if (primitive == Primitive.URI
                && run.program.strictness().noExamples()
                && Addresses.example(text)) {
            run.error(
                    "example",
                    check.profile(),
                    "The address is one of those that are kept free for examples.",
                    "Send the real address.");
        }
    }

    /** A value that may not be missing, whatever an extension says of its absence. */
    private static void due(Run run, Shape.Value check, Json.@Nullable Members side) {
        More more = check.more();
        if (!more.valueDue()) {
            return;
        }
        for (String url : more.alternatives()) {
            if (side != null && Extended.present(side, url)) {
                return;
            }
        }
        run.error(
                "value-due",
                check.profile(),
                "The profile wants a value here, not only an extension.",
                more.alternatives().isEmpty()
                        ? "Send the value."
                        : "Send the value, or an extension that the profile allows instead.");
    }

    private static void object(Run run, Shape.Value check, Json.Members members) {
        Shape.Link link = check.shape();
        if (link == null || run.is(check.type(), "Resource")) {
            ResourceChecks.inside(run, check, members);
            return;
        }
        Shape shape = link.get();
        if (shape == null) {
            run.undecided(
                    "definition",
                    check.profile(),
                    "The type " + check.type() + " is defined nowhere.",
                    "Give the package that defines it.");
            return;
        }
        boolean extension = check.type().equals("Extension");
        if (extension) {
            run.extensions.add(String.valueOf(members.text("url")));
        }
        ObjectChecks.check(run, shape, members);
        if (extension) {
            run.extensions.removeLast();
        }
        TypeChecks.check(run, check, members);
        profiles(run, check, members);
    }

    /** A value keeps to one of the profiles of its type. */
    static void profiles(Run run, Shape.Value check, Json.Members members) {
        if (check.profiles().isEmpty()) {
            return;
        }
        if (check.profiles().size() == 1) {
            Shape shape = check.profiles().getFirst().get();
            if (shape == null) {
                run.undecided(
                        "definition",
                        check.profile(),
                        "The profile " + check.profileNames().getFirst() + " is not at hand.",
                        "Give the package that has it.");
            } else {
                ObjectChecks.check(run, shape, members);
            }
            return;
        }
        Answer any = Answer.NO;
        Shape.Occurrence value = new Shape.Occurrence(members, null, check.type(), "", -1);
        for (Shape.Link link : check.profiles()) {
            Shape shape = link.get();
            any = any.or(shape == null ? Answer.UNKNOWN : run.quietly(shape, value));
        }
        if (any == Answer.NO) {
            run.error(
                    "profile",
                    check.profile(),
                    "The value keeps to none of the profiles "
                            + Run.names(check.profileNames())
                            + ".",
                    "Make it keep to one.");
        } else if (any == Answer.UNKNOWN) {
            run.undecided(
                    "profile",
                    check.profile(),
                    "It cannot be decided here whether the value keeps to one of its profiles.",
                    "Give the packages that have them.");
        }
    }

    private static void limits(Run run, Shape.Value check, Json json) {
        if (check.fixed() != null && !Fixed.same(check.fixed(), json)) {
            run.error(
                    "fixed",
                    check.profile(),
                    "The value is not the one that the profile fixes" + shown(check.fixed()) + ".",
                    "Send exactly that value.");
        }
        if (check.pattern() != null && !Fixed.pattern(check.pattern(), json)) {
            run.error(
                    "pattern",
                    check.profile(),
                    "The value lacks what the profile's pattern has" + shown(check.pattern()) + ".",
                    "Send at least the pattern's values.");
        }
        if (json instanceof Json.Text text && text.value().length() < check.more().minLength()) {
            run.error(
                    "length",
                    check.profile(),
                    "The text is shorter than " + check.more().minLength() + " characters.",
                    "Send the whole text.");
        }
        if (json instanceof Json.Text text
                && text.value().length() > check.maxLength()
                && text.value().codePointCount(0, text.value().length()) > check.maxLength()) {
            run.error(
                    "length",
                    check.profile(),
                    "The text is longer than " + check.maxLength() + " characters.",
                    "Shorten it.");
        }
        if (Range.outside(run, check.least(), json, -1)
                || Range.outside(run, check.most(), json, 1)) {
            run.error(
                    "range",
                    check.profile(),
                    "The value is outside the profile's range.",
                    "Send a value within it.");
        }
    }

    private static String shown(Json fixed) {
        return fixed instanceof Json.Text text ? " (" + text.value() + ")" : "";
    }
}
