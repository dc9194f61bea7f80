package org.parley.conformance.validate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Sorts the values of an element into its slices, and checks each slice. */
final class SliceChecks {
    private SliceChecks() {}

    /** Whether the value surely belongs to a slice. */
    static boolean someFits(Run run, Shape.Slices slices, Shape.Occurrence value) {
        for (Shape.Slice slice : slices.all()) {
            if (slice.matcher().matches(run, value) == Answer.YES) {
                return true;
            }
        }
        return false;
    }

    static void check(
            Run run,
            Shape shape,
            Shape.Slot slot,
            Shape.Slices slices,
            List<Shape.Occurrence> values) {
        int[] counts = new int[slices.all().size()];
        int[] perhaps = new int[counts.length];
        int last = 0;
        for (Shape.Occurrence value : values) {
            int found = -1;
            boolean unknown = false;
            for (int i = 0; i < counts.length && found < 0; i++) {
                Answer answer = slices.all().get(i).matcher().matches(run, value);
                if (answer == Answer.YES) {
                    found = i;
                } else if (answer == Answer.UNKNOWN) {
                    unknown = true;
                    perhaps[i]++;
                }
            }
            run.place.push(value.jsonName(), value.index());
            if (found >= 0) {
                counts[found]++;
                Shape.Value check = valueOf(slices.all().get(found), value);
                if (check != null) {
                    Checks.check(run, check, value);
                }
                if (slices.ordered() && found < last) {
                    run.error(
                            "slice-order",
                            shape.profile(),
                            "A value stands after a slice that comes later.",
                            "Put the values into the order of the slices.");
                }
                last = Math.max(last, found);
            } else if (slot.name().equals("extension")
                    && shape.type().equals("Extension")
                    && value.json() instanceof Json.Members extension
                    && !String.valueOf(extension.text("url")).contains(":")) {
                run.error(
                        "extension",
                        shape.profile(),
                        "The extension that this one stands in has no part of that name.",
                        "Check the name's spelling.");
            } else if (slices.closed() && unknown) {
                run.undecided(
                        "slice",
                        shape.profile(),
                        "It cannot be decided here which slice this value belongs to.",
                        "Give a package or terminology server that has the codes.");
            } else if (slices.closed()) {
                run.error(
                        "slice",
                        shape.profile(),
                        "The value belongs to none of the slices, and no other is allowed.",
                        "Make it fit a slice, or leave it out.");
            }
            run.place.pop();
        }
        for (int i = 0; i < counts.length; i++) {
            count(run, shape, slot, slices.all().get(i), counts[i], perhaps[i]);
        }
    }

    private static Shape.@Nullable Value valueOf(Shape.Slice slice, Shape.Occurrence value) {
        Shape.Value own = slice.values().get(value.jsonName());
        return own != null || slice.values().size() != 1
                ? own
                : slice.values().values().iterator().next();
    }

    private static void count(
            Run run, Shape shape, Shape.Slot slot, Shape.Slice slice, int count, int perhaps) {
        String name = slot.name() + ":" + slice.name();
        if (count < slice.min()) {
            if (count + perhaps >= slice.min()) {
                run.undecided(
                        "slice-min",
                        shape.profile(),
                        "It cannot be decided here whether " + name + " is there.",
                        "Give a package or terminology server that has the codes.");
            } else {
                run.error(
                        "slice-min",
                        shape.profile(),
                        name + " stands " + count + " times, at least " + slice.min() + " is due.",
                        "Add a value that fits the slice.");
            }
        }
        if (count > slice.max()) {
            run.error(
                    "slice-max",
                    shape.profile(),
                    name + " stands " + count + " times, at most " + slice.max() + " is allowed.",
                    "Leave the others out.");
        }
    }
}
