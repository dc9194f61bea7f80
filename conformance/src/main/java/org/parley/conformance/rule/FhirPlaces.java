package org.parley.conformance.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.FhirPath.Around;
import org.parley.wire.fhirpath.FhirPathException;
import org.parley.wire.fhirpath.Item;
import org.parley.wire.fhirpath.Services;
import org.parley.wire.fhirpath.Units;

/**
 * The places of FHIR that a rule is about.
 *
 * @param type of the resources; {@code Resource} for all
 * @param path from such a resource on
 */
record FhirPlaces(String type, FhirPath path, R4Types types) {
    private static final Units NO_UNITS = (value, unit) -> Optional.empty();

    /** Reads {@code Patient.identifier.value}: the type of the resources stands first. */
    static FhirPlaces of(String text, R4Types types) {
        int dot = text.indexOf('.');
        String type = dot < 0 ? text : text.substring(0, dot);
        return new FhirPlaces(
                type, FhirPath.compile(dot < 0 ? "$this" : text.substring(dot + 1)), types);
    }

    /**
     * The verdict on all places at which the condition holds; undecided when there are too many.
     */
    Ruling all(Subject subject, Optional<FhirPath> when, Question.AtItem at) {
        if (subject.root().isEmpty()) {
            return subject.readable() ? Ruling.UNDECIDED : Ruling.NOT_ASKED;
        }
        Item.Node root = node(subject.root().get());
        Ruling all = Ruling.NOT_ASKED;
        int places = 0;
        for (Json.Members resource : subject.resources()) {
            if (!type.equals("Resource") && !type.equals(resource.text("resourceType"))) {
                continue;
            }
            Item.Node node = node(resource);
            Around around =
                    new Around(
                            node,
                            root,
                            types,
                            NO_UNITS,
                            Services.NONE,
                            subject.now(),
                            false,
                            Map.of());
            for (Item item : items(node, around)) {
                if (++places > Question.MAX_PLACES) {
                    return Ruling.UNDECIDED;
                }
                Ruling here =
                        when.isPresent() && !isTrue(when.get(), item, around)
                                ? Ruling.NOT_ASKED
                                : at.ask(around, item);
                if (here.result() == Result.FAIL) {
                    return here;
                }
                boolean more =
                        here.result() != Result.NOT_ASKED && all.result() != Result.UNDECIDED;
                all = more ? here : all;
            }
        }
        return all;
    }

    private List<Item> items(Item.Node node, Around around) {
        try {
            return path.evaluate(node, around);
        } catch (FhirPathException cannot) {
            return List.of();
        }
    }

    private static Item.Node node(Json.Members resource) {
        String type = resource.text("resourceType");
        return new Item.Node(resource, null, type == null ? "" : type);
    }

    /** True only when the expression says so. */
    static boolean isTrue(FhirPath expression, Item item, Around around) {
        return truth(expression, item, around) == Result.PASS;
    }

    /** What an expression says; where it says nothing, or cannot be asked, it is undecided. */
    static Result truth(FhirPath expression, Item item, Around around) {
        try {
            List<Item> said = expression.evaluate(item, around);
            return said.size() == 1 && said.getFirst() instanceof Item.Bool(boolean yes)
                    ? (yes ? Result.PASS : Result.FAIL)
                    : Result.UNDECIDED;
        } catch (FhirPathException cannot) {
            return Result.UNDECIDED;
        }
    }

    /** The text of a value; empty when it has none. */
    static String text(Item item) {
        return switch (item) {
            case Item.Node(Json.Text text, var _, var _) -> text.value();
            case Item.Node(Json.Num number, var _, var _) -> number.toString();
            case Item.Text(String value) -> value;
            case Item.Node other -> "";
            case Item.Bool other -> "";
            case Item.Int(long value) -> Long.toString(value);
            case Item.Dec(var value) -> value.toPlainString();
            case Item.Moment other -> "";
            case Item.Quantity other -> "";
            case Item.TypeName other -> "";
        };
    }

    /** The path of the rule, and what stands there. */
    String masked(Item item) {
        String where = path.toString().equals("$this") ? type : type + "." + path;
        String text = text(item);
        return text.isEmpty() ? where : where + " \"" + Mask.of(text) + "\"";
    }
}
