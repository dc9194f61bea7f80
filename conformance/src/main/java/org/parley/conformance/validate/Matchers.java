package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;

/** Compiles what tells the slices of an element apart. */
final class Matchers {
    private static final Pattern STEP =
            Pattern.compile(
                    "\\$this|resolve\\(\\)|extension\\(['\"]([^'\"]+)['\"]\\)|ofType\\((\\w+)\\)|(\\w+)");

    private final Compiler compiler;
    private final Trees trees;

    Matchers(Compiler compiler, Trees trees) {
        this.compiler = compiler;
        this.trees = trees;
    }

    Shape.Matcher of(Element element, Element slice, String profile) {
        Element.Slicing slicing = element.slicing;
        List<Element.Discriminator> by =
                slicing == null || slicing.by().isEmpty() ? guessed(element) : slicing.by();
        List<Shape.Matcher> all = new ArrayList<>();
        for (Element.Discriminator one : by) {
            all.add(one(one, slice, profile));
        }
        if (all.size() == 1) {
            return all.getFirst();
        }
        return (run, value) -> {
            Answer answer = all.isEmpty() ? Answer.UNKNOWN : Answer.YES;
            for (Shape.Matcher matcher : all) {
                answer = answer.and(matcher.matches(run, value));
                if (answer == Answer.NO) {
                    return answer;
                }
            }
            return answer;
        };
    }

    private static List<Element.Discriminator> guessed(Element element) {
        if (element.name.equals("extension") || element.name.equals("modifierExtension")) {
            return List.of(new Element.Discriminator("value", "url"));
        }
        return element.choice() ? List.of(new Element.Discriminator("type", "$this")) : List.of();
    }

    private Shape.Matcher one(Element.Discriminator by, Element slice, String profile) {
        boolean self = by.path().equals("$this") || by.path().isEmpty();
        Element at = self ? slice : walk(slice, by.path());
        if (at == null) {
            return (run, value) -> Answer.UNKNOWN;
        }
        return switch (by.type()) {
            case "exists" -> exists(by.path(), at);
            case "type" -> type(by.path(), self, at);
            case "profile" -> profile(by.path(), self, at);
            default -> value(by.path(), self, at, profile);
        };
    }

    private Shape.Matcher exists(String path, Element at) {
        FhirPath find = compiler.path(path);
        return (run, value) -> {
            if (find == null) {
                return Answer.UNKNOWN;
            }
            boolean there = !run.select(find, value).isEmpty();
            return Answer.of(at.max == 0 ? !there : at.min == 0 || there);
        };
    }

    private Shape.Matcher type(String path, boolean self, Element at) {
        List<String> types = at.types.stream().map(this::narrow).toList();
        FhirPath find = self ? null : compiler.path(path);
        return (run, value) -> {
            List<Shape.Occurrence> found = find == null ? List.of(value) : run.select(find, value);
            if (found.isEmpty()) {
                return find == null || !path.contains("resolve") ? Answer.NO : Answer.UNKNOWN;
            }
            for (Shape.Occurrence one : found) {
                boolean fits = false;
                for (String type : types) {
                    fits |= run.is(one.type(), type);
                }
                if (!fits) {
                    return Answer.NO;
                }
            }
            return Answer.YES;
        };
    }

    /** The type that a type's profile is for. */
    private String narrow(Element.TypeRef type) {
        Element tree = type.profiles().size() == 1 ? trees.of(type.profiles().getFirst()) : null;
        return tree == null ? type.code() : tree.name;
    }

    private Shape.Matcher profile(String path, boolean self, Element at) {
        List<Shape.Link> shapes = new ArrayList<>();
        for (Element.TypeRef type : at.types) {
            for (String url : type.profiles()) {
                shapes.add(new Shape.Link(() -> compiler.shape(url)));
            }
        }
        FhirPath find = self ? null : compiler.path(path);
        return (run, value) -> {
            if (shapes.isEmpty()) {
                return Answer.YES; // the slice says nothing here
            }
            List<Shape.Occurrence> found = find == null ? List.of(value) : run.select(find, value);
            if (found.isEmpty()) {
                return path.contains("resolve") ? Answer.UNKNOWN : Answer.NO;
            }
            Answer any = Answer.NO;
            for (Shape.Link link : shapes) {
                Shape shape = link.get();
                any = any.or(shape == null ? Answer.UNKNOWN : run.quietly(shape, found.getFirst()));
            }
            return any;
        };
    }

    private Shape.Matcher value(String path, boolean self, Element at, String profile) {
        Json fixed = at.fixed;
        if (fixed instanceof Json.Text text && path.equals("url")) {
            String url = text.value();
            return (run, value) ->
                    Answer.of(
                            value.json() instanceof Json.Members members
                                    && url.equals(members.text("url")));
        }
        FhirPath find = self ? null : compiler.path(path);
        Map<String, Shape.Value> checks = compiler.values(at, profile);
        boolean says = says(at, 0);
        return (run, value) -> {
            if (!says) {
                return Answer.UNKNOWN;
            }
            List<Shape.Occurrence> found = find == null ? List.of(value) : run.select(find, value);
            if (found.isEmpty()) {
                return at.min == 0 && !self && at.fixed == null && at.pattern == null
                        ? Answer.UNKNOWN
                        : Answer.NO;
            }
            Answer any = Answer.NO;
            for (Shape.Occurrence one : found) {
                any = any.or(fits(run, checks, one));
            }
            return any;
        };
    }

    private static Answer fits(Run run, Map<String, Shape.Value> checks, Shape.Occurrence one) {
        Answer any = Answer.NO;
        for (Shape.Value check : checks.values()) {
            if (run.is(one.type(), check.type()) || checks.size() == 1) {
                any = any.or(run.quietly(check, one));
            }
        }
        return any;
    }

    /** Whether anything beneath the element tells values apart. */
    private static boolean says(Element at, int depth) {
        Element.Binding binding = at.binding;
        if (at.fixed != null
                || at.pattern != null
                || (binding != null && binding.strength().equals("required"))) {
            return true;
        }
        if (!at.slices.isEmpty() && at.slices.stream().anyMatch(s -> s.min > 0)) {
            return true;
        }
        for (Element.TypeRef type : at.types) {
            if (!type.profiles().isEmpty()) {
                return true;
            }
        }
        Map<String, Element> children = at.children;
        return depth < 6
                && children != null
                && children.values().stream().anyMatch(child -> says(child, depth + 1));
    }

    private @Nullable Element walk(Element from, String path) {
        Matcher steps = STEP.matcher(path);
        Element at = from;
        while (steps.find() && at != null) {
            String step = steps.group();
            if (step.equals("$this")) {
                continue;
            }
            if (step.equals("resolve()")) {
                at = target(at);
            } else if (steps.group(1) != null) {
                at = extension(at, steps.group(1));
            } else if (steps.group(2) == null) {
                at = child(at, step);
            }
        }
        return at;
    }

    private @Nullable Element child(Element of, String name) {
        Map<String, Element> children = trees.unfold(of);
        Element child = children.get(name);
        if (child == null) {
            child = children.get(name + "[x]");
        }
        if (child != null && child.slices.size() == 1 && child.choice()) {
            return child.slices.getFirst();
        }
        return child;
    }

    private @Nullable Element target(Element of) {
        for (Element.TypeRef type : of.types) {
            if (type.targets().size() == 1) {
                Element tree = trees.of(type.targets().getFirst());
                Element made = tree == null ? null : tree.copy();
                if (made != null) {
                    made.types = List.of(new Element.TypeRef(made.name, type.targets(), List.of()));
                }
                return made;
            }
        }
        return null;
    }

    private @Nullable Element extension(Element of, String url) {
        Element list = trees.unfold(of).get("extension");
        if (list != null) {
            for (Element slice : list.slices) {
                for (Element.TypeRef type : slice.types) {
                    if (type.profiles().contains(url)) {
                        return slice;
                    }
                }
            }
        }
        return null;
    }
}
