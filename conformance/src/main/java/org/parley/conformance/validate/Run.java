package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.FhirPathException;
import org.parley.wire.fhirpath.Item;
import org.parley.wire.fhirpath.Temporal;
import org.parley.wire.problem.Culprit;

/** One look at one message: what was found, and where the checks stand. Used by one thread. */
final class Run {
    private static final int MAX_NESTED = 12;

    final Program program;
    final Place place = new Place();
    final References references;
    final List<Shape.@Nullable Value> above = new ArrayList<>();
    final List<String> extensions = new ArrayList<>();
    private final Map<Asked, Answer> asked = new HashMap<>();
    private final Set<Finding> findings = new java.util.LinkedHashSet<>();
    private final Temporal now;
    private int left;
    private int quiet;
    private boolean quietError;
    private boolean quietUndecided;
    private Item.Node root;
    private Item.Node resource;
    private FhirPath.Around around;

    /** Everything that is compiled and shared. */
    record Program(
            Definitions definitions,
            Compiler compiler,
            Model model,
            UcumUnits units,
            Codes codes,
            Extensions extensions,
            Strictness strictness) {}

    Run(Program program, Json.Members message, Temporal now) {
        this.program = program;
        this.now = now;
        references = new References(message);
        root = node(message);
        resource = root;
        around = make();
    }

    static Item.Node node(Json.Members members) {
        String type = members.text("resourceType");
        return new Item.Node(members, null, type == null ? "Resource" : type);
    }

    private FhirPath.Around make() {
        return new FhirPath.Around(
                resource,
                root,
                program.model(),
                program.units(),
                new RunServices(this),
                now,
                false,
                Map.of());
    }

    /** Makes a resource the one that checks speak of; gives the one before. */
    Item.Node enter(Json.Members inside, boolean contained) {
        Item.Node before = resource;
        resource = node(inside);
        root = contained ? root : resource;
        around = make();
        return before;
    }

    void leave(Item.Node before, Item.Node rootBefore) {
        resource = before;
        root = rootBefore;
        around = make();
    }

    Temporal now() {
        return now;
    }

    FhirPath.Around around() {
        return around;
    }

    Item.Node root() {
        return root;
    }

    Item.Node resource() {
        return resource;
    }

    /** The resource of an entry that a value stands in, or the message itself. */
    Item.Node holder(Item.Node value) {
        Item.Node holder = root;
        if (root.json() instanceof Json.Members bundle) {
            for (Json.Members entry : Extended.objects(bundle.items("entry"))) {
                Json.Members inside = entry.members("resource");
                if (inside != null && inside.at() <= value.json().at()) {
                    holder = node(inside);
                }
            }
        }
        return holder;
    }

    boolean is(String type, String other) {
        return type.equals(other) || program.model().is(type, other);
    }

    Report report() {
        return new Report(new ArrayList<>(findings), left);
    }

    void error(String rule, String profile, String text, String mend) {
        add(Finding.Level.ERROR, rule, profile, Culprit.SENDER, text, mend);
    }

    void warn(String rule, String profile, String text, String mend) {
        add(Finding.Level.WARNING, rule, profile, Culprit.SENDER, text, mend);
    }

    void undecided(String rule, String profile, String text, String mend) {
        add(Finding.Level.UNDECIDED, rule, profile, Culprit.CONFIG, text, mend);
    }

    private void add(
            Finding.Level level,
            String rule,
            String profile,
            Culprit culprit,
            String text,
            String mend) {
        if (quiet > 0) {
            quietError |= level == Finding.Level.ERROR;
            quietUndecided |= level == Finding.Level.UNDECIDED;
            return;
        }
        if (findings.size() >= Report.MAX_FINDINGS) {
            left++;
            return;
        }
        findings.add(new Finding(level, rule, place.toString(), profile, culprit, text, mend));
    }

    private record Asked(int at, String type, String profile) {}

    /** Whether the target of a reference keeps to a shape; asked again on the way, it does. */
    Answer target(Shape shape, Json.Members target, String type) {
        Asked question = new Asked(target.at(), type, shape.profile());
        Answer known = asked.get(question);
        if (known != null) {
            return known;
        }
        asked.put(question, Answer.YES);
        Item.Node rootBefore = root;
        Item.Node before = enter(target, false);
        try {
            Answer answer = quietly(shape, new Shape.Occurrence(target, null, type, "", -1));
            asked.put(question, answer);
            return answer;
        } finally {
            leave(before, rootBefore);
        }
    }

    /** Whether a value keeps to a shape, without telling. */
    Answer quietly(Shape shape, Shape.Occurrence value) {
        if (shape.resource()
                && value.json() instanceof Json.Members resource
                && !is(String.valueOf(resource.text("resourceType")), shape.type())) {
            return Answer.NO;
        }
        return quietly(() -> {
            if (value.json() instanceof Json.Members members) {
                ObjectChecks.check(this, shape, members);
            }
        });
    }

    /** Whether a value keeps to a check, without telling. */
    Answer quietly(Shape.Value check, Shape.Occurrence value) {
        return quietly(() -> Checks.check(this, check, value));
    }

    private Answer quietly(Runnable check) {
        if (quiet >= MAX_NESTED) {
            return Answer.UNKNOWN;
        }
        boolean errorBefore = quietError;
        boolean undecidedBefore = quietUndecided;
        quietError = false;
        quietUndecided = false;
        quiet++;
        try {
            check.run();
            return quietError ? Answer.NO : quietUndecided ? Answer.UNKNOWN : Answer.YES;
        } finally {
            quiet--;
            quietError = errorBefore;
            quietUndecided = undecidedBefore;
        }
    }

    /** The values at a path from a value. */
    List<Shape.Occurrence> select(FhirPath path, Shape.Occurrence from) {
        List<Shape.Occurrence> found = new ArrayList<>();
        try {
            for (Item item : path.evaluate(item(from), around)) {
                if (item instanceof Item.Node node) {
                    found.add(new Shape.Occurrence(node.json(), node.side(), node.type(), "", -1));
                }
            }
        } catch (FhirPathException cannot) {
            return List.of();
        }
        return found;
    }

    static Item.Node item(Shape.Occurrence value) {
        Json json = value.json();
        return new Item.Node(json == null ? new Json.Null(0) : json, value.side(), value.type());
    }

    /** Checks invariants of a value. */
    void invariants(List<Shape.Invariant> invariants, Item.Node value, String profile) {
        for (Shape.Invariant invariant : invariants) {
            FhirPath path = invariant.path();
            if (path == null) {
                undecided(
                        invariant.key(),
                        profile,
                        "The rule was not checked, for its expression cannot be read: "
                                + invariant.human(),
                        "Tell whoever publishes the profile; the value may be right.");
                continue;
            }
            Boolean holds;
            try {
                holds = path.holds(value, around);
            } catch (FhirPathException cannot) {
                undecided(
                        invariant.key(),
                        profile,
                        "The rule could not be evaluated: " + cannot.getMessage() + ".",
                        "Tell whoever publishes the profile; the value may be right.");
                continue;
            }
            if (holds == null) {
                undecided(
                        invariant.key(),
                        profile,
                        "The rule asks for codes that are not at hand: " + invariant.human(),
                        "Give a package or a terminology server that has them.");
            } else if (!holds && invariant.error()) {
                error(
                        invariant.key(),
                        profile,
                        "Rule broken: " + invariant.human(),
                        "Make the rule hold.");
            } else if (!holds) {
                warn(
                        invariant.key(),
                        profile,
                        "Advice not taken: " + invariant.human(),
                        "Follow it where you can.");
            }
        }
    }

    /** Names of types for a sentence. */
    static String names(List<String> profiles) {
        Set<String> names = new TreeSet<>();
        for (String profile : profiles) {
            names.add(profile.substring(profile.lastIndexOf('/') + 1));
        }
        return String.join(", ", names);
    }

    static @Nullable String text(Json.@Nullable Members members, String name) {
        return members == null ? null : members.text(name);
    }
}
