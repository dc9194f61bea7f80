package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Item;

/** Checks an object against a shape: names, numbers, slices, and what its elements hold. */
final class ObjectChecks {
    /** Most elements within one another. */
    static final int MAX_DEPTH = 100;

    private ObjectChecks() {}

    static void check(Run run, Shape shape, Json.Members object) {
        if (run.place.depth() > MAX_DEPTH) {
            run.error(
                    "depth",
                    shape.profile(),
                    "The message is nested too deeply.",
                    "Look for damage.");
            return;
        }
        boolean onlyId = object.size() == 1 && object.get("id") != null && !shape.resource();
        if (object.size() == 0 || onlyId) {
            run.error(
                    "ele-1",
                    shape.profile(),
                    "An object says nothing.",
                    "Leave the element out, or give it a value.");
            return;
        }
        int[] counts = new int[shape.slots().size()];
        for (int i = 0; i < object.size(); i++) {
            member(run, shape, object, i, counts);
        }
        for (int i = 0; i < counts.length; i++) {
            Shape.Slot slot = shape.slots().get(i);
            Shape.Slices slices = slot.slices();
            if (slices != null) {
                SliceChecks.check(run, shape, slot, slices, occurrences(shape, i, object));
            }
            count(run, shape, slot, counts[i]);
        }
        if (!shape.invariants().isEmpty()) {
            run.invariants(
                    shape.invariants(), new Item.Node(object, null, shape.type()), shape.profile());
        }
    }

    private static void count(Run run, Shape shape, Shape.Slot slot, int count) {
        if (count < slot.min()) {
            run.error(
                    "min",
                    shape.profile(),
                    slot.name()
                            + " stands "
                            + count
                            + " times, at least "
                            + slot.min()
                            + " is due.",
                    "Add " + slot.name() + ".");
        }
        if (count > slot.max()) {
            run.error(
                    "max",
                    shape.profile(),
                    slot.name()
                            + " stands "
                            + count
                            + " times, at most "
                            + slot.max()
                            + " is allowed.",
                    "Leave " + (slot.max() == 0 ? slot.name() + " out." : "the others out."));
        }
    }

    private static void member(Run run, Shape shape, Json.Members object, int i, int[] counts) {
        String name = object.name(i);
        Json value = object.value(i);
        if (name.equals("resourceType") && run.is(shape.type(), "Resource")) {
            return;
        }
        Shape.Property property = shape.properties().get(name);
        if (property == null) {
            run.place.push(name, -1);
            run.error(
                    "unknown-element",
                    shape.profile(),
                    "There is no such element here.",
                    "Check the name's spelling, and which type or version has it.");
            run.place.pop();
            return;
        }
        boolean side = name.charAt(0) == '_';
        String plain = side ? name.substring(1) : name;
        if (side && object.get(plain) != null) {
            return;
        }
        Json beside = property.value().primitive() == null ? null : object.get("_" + plain);
        Json main = side ? null : value;
        if (property.list()) {
            counts[property.slot()] += list(run, shape, property, plain, main, beside);
        } else {
            counts[property.slot()]++;
            if (main instanceof Json.Items || beside instanceof Json.Items) {
                run.place.push(plain, -1);
                run.error(
                        "type",
                        shape.profile(),
                        "A list stands where one value is due.",
                        "Take the brackets away.");
                run.place.pop();
                return;
            }
            one(
                    run,
                    shape,
                    property,
                    new Shape.Occurrence(
                            main, members(beside), type(main, property.value().type()), plain, -1));
        }
    }

    private static Json.@Nullable Members members(@Nullable Json json) {
        return json instanceof Json.Members members ? members : null;
    }

    private static int list(
            Run run,
            Shape shape,
            Shape.Property property,
            String name,
            @Nullable Json main,
            @Nullable Json beside) {
        if ((main != null && !(main instanceof Json.Items))
                || (beside != null && !(beside instanceof Json.Items))) {
            run.place.push(name, -1);
            run.error(
                    "type",
                    shape.profile(),
                    "One value stands where a list is due.",
                    "Put brackets around it.");
            run.place.pop();
            return 1;
        }
        Json.Items values = main instanceof Json.Items items ? items : Json.Items.NONE;
        Json.Items sides = beside instanceof Json.Items items ? items : Json.Items.NONE;
        int size = Math.max(values.size(), sides.size());
        if (size == 0) {
            run.place.push(name, -1);
            run.error("ele-1", shape.profile(), "A list is empty.", "Leave it out.");
            run.place.pop();
        }
        for (int i = 0; i < size; i++) {
            Json value = i < values.size() ? values.value(i) : null;
            Json other = i < sides.size() ? sides.value(i) : null;
            one(
                    run,
                    shape,
                    property,
                    new Shape.Occurrence(value, members(other), property.value().type(), name, i));
        }
        return size;
    }

    private static void one(Run run, Shape shape, Shape.Property property, Shape.Occurrence value) {
        Shape.Slices slices = shape.slots().get(property.slot()).slices();
        if (slices != null && !slices.checkBase() && SliceChecks.someFits(run, slices, value)) {
            return; // a slice says all that the base says, and is checked with the others
        }
        run.place.push(value.jsonName(), value.index());
        Checks.check(run, property.value(), value);
        run.place.pop();
    }

    /** The values of one slot, where they stand. */
    static List<Shape.Occurrence> occurrences(Shape shape, int slot, Json.Members object) {
        List<Shape.Occurrence> found = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            Shape.Property property = shape.properties().get(name);
            if (property == null || property.slot() != slot || name.charAt(0) == '_') {
                continue;
            }
            String type = property.value().type();
            Json beside = property.value().primitive() == null ? null : object.get("_" + name);
            if (object.value(i) instanceof Json.Items items) {
                Json.Items sides = beside instanceof Json.Items all ? all : Json.Items.NONE;
                for (int j = 0; j < items.size(); j++) {
                    Json other = j < sides.size() ? sides.value(j) : null;
                    found.add(
                            new Shape.Occurrence(
                                    items.value(j),
                                    members(other),
                                    type(items.value(j), type),
                                    name,
                                    j));
                }
            } else {
                found.add(
                        new Shape.Occurrence(
                                object.value(i),
                                members(beside),
                                type(object.value(i), type),
                                name,
                                -1));
            }
        }
        return found;
    }

    private static String type(@Nullable Json json, String type) {
        if ((type.equals("Resource") || type.equals("DomainResource"))
                && json instanceof Json.Members resource) {
            String own = resource.text("resourceType");
            return own == null ? type : own;
        }
        return type;
    }
}
