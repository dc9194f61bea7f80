package org.parley.conformance.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;

/**
 * How often the elements that a profile marks as mustSupport are filled, over many messages. A
 * share has the number of places behind it: an element of a repeating one is asked for each. Used
 * by one thread.
 */
public final class Population {
    private static final int MAX_DEPTH = 20;

    private final Run.Program program;
    private final Shape shape;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private long resources;

    /**
     * One element.
     *
     * @param path from the resource, with the name of a slice behind a colon
     * @param asked in how many places it could stand
     * @param filled in how many of them it stood
     */
    public record Count(String path, long asked, long filled) {
        private Count and(boolean there) {
            return new Count(path, asked + 1, filled + (there ? 1 : 0));
        }
    }

    Population(Run.Program program, Shape shape) {
        this.program = program;
        this.shape = shape;
    }

    /**
     * Counts a resource, and those in the entries of a Bundle; others than the profile's are left
     * out.
     */
    public void add(Json.Members resource) {
        String type = String.valueOf(resource.text("resourceType"));
        if (type.equals(shape.type())) {
            resources++;
            walk(new Run(program, resource, FhirPath.longAgo()), shape, resource, type, 0);
        } else if (type.equals("Bundle")) {
            for (Json.Members entry : Extended.objects(resource.items("entry"))) {
                Json.Members inside = entry.members("resource");
                if (inside != null && !"Bundle".equals(inside.text("resourceType"))) {
                    add(inside);
                }
            }
        }
    }

    /** How many resources of the profile's type were counted. */
    public long resources() {
        return resources;
    }

    /** The elements in the order of the profile. */
    public List<Count> counts() {
        return List.copyOf(counts.values());
    }

    private void walk(Run run, Shape at, Json.Members object, String path, int depth) {
        for (int i = 0; i < at.slots().size(); i++) {
            Shape.Slot slot = at.slots().get(i);
            String name = path + "." + slot.name();
            List<Shape.Occurrence> values = ObjectChecks.occurrences(at, i, object);
            if (slot.mustSupport()) {
                count(name, filled(values));
            }
            Shape.Slices slices = slot.slices();
            if (slices != null) {
                slices(run, slices, values, name, depth);
            }
            for (Shape.Occurrence value : values) {
                Shape.Property property = at.properties().get(value.jsonName());
                inside(run, property == null ? null : property.value(), value, name, depth);
            }
        }
    }

    private void slices(
            Run run, Shape.Slices slices, List<Shape.Occurrence> values, String name, int depth) {
        for (Shape.Slice slice : slices.all()) {
            String named = name + ":" + slice.name();
            boolean there = false;
            for (Shape.Occurrence value : values) {
                if (slice.matcher().matches(run, value) == Answer.YES) {
                    there = true;
                    inside(run, slice.values().get(value.jsonName()), value, named, depth);
                }
            }
            if (slice.mustSupport()) {
                count(named, there);
            }
        }
    }

    /** Goes on within an element that the profile itself describes. */
    private void inside(
            Run run, Shape.@Nullable Value check, Shape.Occurrence value, String name, int depth) {
        Shape.Link link = check == null ? null : check.shape();
        Shape own = link == null ? null : link.get();
        if (own != null
                && own.profile().equals(shape.profile())
                && value.json() instanceof Json.Members members
                && depth < MAX_DEPTH) {
            walk(run, own, members, name, depth + 1);
        }
    }

    private static boolean filled(List<Shape.Occurrence> values) {
        for (Shape.Occurrence value : values) {
            if (value.json() != null && !(value.json() instanceof Json.Null)) {
                return true;
            }
        }
        return false;
    }

    private void count(String path, boolean there) {
        counts.merge(path, new Count(path, 1, there ? 1 : 0), (old, one) -> old.and(there));
    }
}
