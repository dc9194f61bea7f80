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
            if (side == null) {
                run.error(
                        "ele-1",
                        check.profile(),
                        "Null stands without an id or extension beside it.",
                        "Leave it out, or say why it is absent with an extension.");
            }
            return;
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
        ObjectChecks.check(run, shape, members);
        if (check.type().equals("Extension")) {
            ExtensionChecks.check(run, check, members);
        } else if (check.type().equals("Reference")) {
            ReferenceChecks.check(run, check, members);
        } else if (check.type().equals("Coding") || check.type().equals("Quantity")) {
            Bindings.coding(run, check, members);
        }
        profiles(run, check, members);
    }

    /** A value keeps to one of the profiles of its type. */
    private static void profiles(Run run, Shape.Value check, Json.Members members) {
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
        for (Shape.Link link : check.profiles()) {
            Shape shape = link.get();
            any =
                    any.or(
                            shape == null
                                    ? Answer.UNKNOWN
                                    : run.quietly(
                                            shape,
                                            new Shape.Occurrence(
                                                    members, null, check.type(), "", -1)));
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
        if (json instanceof Json.Text text
                && text.value().length() > check.maxLength()
                && text.value().codePointCount(0, text.value().length()) > check.maxLength()) {
            run.error(
                    "length",
                    check.profile(),
                    "The text is longer than " + check.maxLength() + " characters.",
                    "Shorten it.");
        }
        if (outside(check.least(), json, -1) || outside(check.most(), json, 1)) {
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

    private static boolean outside(@Nullable Json limit, Json value, int side) {
        if (limit instanceof Json.Num a && value instanceof Json.Num b) {
            return Integer.signum(Fixed.compare(b, a)) == side;
        }
        return limit instanceof Json.Text a
                && value instanceof Json.Text b
                && a.value().length() == b.value().length()
                && Integer.signum(b.value().compareTo(a.value())) == side;
    }
}
