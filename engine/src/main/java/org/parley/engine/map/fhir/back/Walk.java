package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/**
 * A path through the content, compiled.
 *
 * @param start where it begins
 * @param steps from there on
 * @param type of FHIR at its end; empty when it may be any
 */
record Walk(Start start, List<Step> steps, String type) {
    Walk {
        steps = List.copyOf(steps);
    }

    /** Where a path begins. */
    sealed interface Start {
        /** At the value at hand. */
        record Here() implements Start {}

        /** At what a row above stands at. */
        record Variable(int number) implements Start {}

        /** At every resource of a type. */
        record All(String type) implements Start {}

        /** At every resource of a type that is about the message's patient. */
        record About(String type) implements Start {}
    }

    /** One step. */
    sealed interface Step {
        /** To an element. */
        record Child(String name, String shadow) implements Step {}

        /** To the extensions of a primitive. */
        record Shadow() implements Step {}

        /** Only those for which it holds. */
        record Only(Ask ask) implements Step {}

        /** Those from a number to another, from 1. */
        record Range(int from, int to) implements Step {}

        /** To the resource that a reference means. */
        record Follow(String type) implements Step {}
    }

    /** Everything at the path. */
    List<Node> nodes(Run run, Node base) {
        List<Node> at =
                switch (start) {
                    case Start.Here _ -> List.of(base);
                    case Start.Variable(int number) -> run.variable(number);
                    case Start.All(String all) -> run.content().all(all);
                    case Start.About(String about) -> run.about(about);
                };
        for (int i = 0; i < steps.size() && !at.isEmpty(); i++) {
            at = step(steps.get(i), run, at);
        }
        return at;
    }

    /** The first value at the path; null when there is none. */
    @Nullable Node first(Run run, Node base) {
        List<Node> all = nodes(run, base);
        return all.isEmpty() ? null : all.getFirst();
    }

    private static List<Node> step(Step step, Run run, List<Node> at) {
        if (step instanceof Step.Range(int from, int to)) {
            int end = Math.min(to, at.size());
            return from > end ? List.of() : at.subList(from - 1, end);
        }
        List<Node> next = new ArrayList<>(at.size());
        for (Node node : at) {
            switch (step) {
                case Step.Child(String name, String shadow) -> child(node, name, shadow, next);
                case Step.Shadow _ -> {
                    if (node.shadow() instanceof Json.Members extensions) {
                        child(new Node(extensions, null, node.owner(), node.said()), next);
                    }
                }
                case Step.Only(Ask ask) -> {
                    List<Json> said = new ArrayList<>(2);
                    if (ask.test(run, node, said)) {
                        next.add(saying(node, said));
                    }
                }
                case Step.Follow(String type) -> follow(run, node, type).ifPresent(next::add);
                case Step.Range _ -> throw new IllegalStateException("done above");
            }
        }
        return next;
    }

    private static void child(Node node, List<Node> next) {
        child(node, "extension", "_extension", next);
    }

    private static Node saying(Node node, List<Json> said) {
        Node saying = node;
        for (Json leaf : said) {
            saying = saying.saying(leaf);
        }
        return saying;
    }

    private static void child(Node node, String name, String shadowName, List<Node> next) {
        if (!(node.value() instanceof Json.Members members)) {
            return;
        }
        Json value = members.get(name);
        Json shadow = members.get(shadowName);
        if (value instanceof Json.Items items) {
            Json.Items shadows = shadow instanceof Json.Items list ? list : Json.Items.NONE;
            for (int i = 0; i < items.size(); i++) {
                next.add(node.child(items.value(i), i < shadows.size() ? shadows.value(i) : null));
            }
        } else if (value != null) {
            next.add(node.child(value, shadow));
        } else if (shadow != null) {
            next.add(node.child(new Json.Null(shadow.at()), shadow));
        }
    }

    private static Optional<Node> follow(Run run, Node node, String type) {
        if (node.value() instanceof Json.Members reference
                && reference.get("reference") instanceof Json.Text text) {
            Json.Members found = run.content().resolve(text.value(), node.owner());
            if (found != null && Content.type(found).equals(type)) {
                boolean contained = text.value().startsWith("#");
                Json.Members owner = contained ? node.owner() : found;
                return Optional.of(new Node(found, null, owner, node.said()).saying(text));
            }
        }
        return Optional.empty();
    }
}
