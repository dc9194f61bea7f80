package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.Slot.Step;
import org.parley.engine.route.Nearest;

/** Reads the column {@code to}: {@code name}, {@code participant[att].individual(Practitioner)}. */
final class TargetReader {
    private static final Pattern STEP =
            Pattern.compile(
                    "([A-Za-z0-9]+)(?:\\[([^\\[\\]]*)])?(?:\\(([^()]*)\\))?(?:\\[([^\\[\\]]*)])?");

    private final Elements r4;
    private final Mistakes mistakes;
    private final Map<String, Integer> labels = new HashMap<>();

    TargetReader(Elements r4, Mistakes mistakes) {
        this.r4 = r4;
        this.mistakes = mistakes;
    }

    /**
     * A target.
     *
     * @param target where it writes
     * @param element the element it writes
     * @param apart the type of the resource of its own that the value becomes; empty for none
     */
    record Read(Target target, Element element, String apart) {}

    Optional<Read> read(String text, String owner, Table.Line line, String column) {
        List<Step> steps = new ArrayList<>();
        String type = owner;
        String apart = "";
        int at = 0;
        while (at <= text.length()) {
            int end = stop(text, at);
            Matcher step = STEP.matcher(text.substring(at, end));
            if (!step.matches() || !apart.isEmpty()) {
                wrong(line, column, "'" + text + "' is no place in a resource.");
                return Optional.empty();
            }
            String name = step.group(1);
            String inside = given(step.group(3));
            String label = given(step.group(2)) + given(step.group(4));
            Optional<Element> element = element(type, name);
            if (element.isEmpty()) {
                wrong(
                        line,
                        column,
                        type + " has no element '" + name + "'." + Nearest.hint(name, names(type)));
                return Optional.empty();
            }
            type = element.get().type();
            boolean extension = type.equals("Extension") && !inside.isEmpty();
            if (!inside.isEmpty() && !extension) {
                apart = inside;
            }
            steps.add(step(element.get(), label, extension ? inside : ""));
            at = end + 1;
        }
        Element last = steps.getLast().element();
        if (!apart.isEmpty() && !(last.type().equals("Reference") && r4.resource(apart))) {
            wrong(
                    line,
                    column,
                    "("
                            + apart
                            + ") makes a resource of its own, and "
                            + last
                            + (r4.resource(apart)
                                    ? " holds no reference."
                                    : " cannot refer to it."
                                            + Nearest.hint(apart, List.copyOf(r4.resources()))));
            return Optional.empty();
        }
        return Optional.of(new Read(new Slot(counted(steps)), last, apart));
    }

    private static int stop(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == '.' && depth <= 0) {
                return i;
            }
        }
        return text.length();
    }

    private Optional<Element> element(String type, String name) {
        return Elements.primitive(type) && name.equals("extension")
                ? Optional.of(r4.primitiveExtension())
                : r4.find(type, name);
    }

    private List<String> names(String type) {
        return Elements.primitive(type) ? List.of("extension") : r4.names(type);
    }

    private static String given(@Nullable String part) {
        return part == null ? "" : part.strip();
    }

    private Step step(Element element, String label, String url) {
        String whole = url.isEmpty() ? label : "(" + url + ")" + label;
        int number = whole.isEmpty() ? 0 : labels.computeIfAbsent(whole, _ -> labels.size() + 1);
        byte[] json = url.isEmpty() ? null : Constant.quoted(Urls.full(url));
        boolean shared = label.endsWith("+");
        return new Step(element, number, false, shared, json, r4.of("Extension", "url"));
    }

    /** Repetitions count at the first element with a label. */
    private static List<Step> counted(List<Step> steps) {
        int first = 0;
        while (first < steps.size() && steps.get(first).label() == 0) {
            first++;
        }
        List<Step> marked = new ArrayList<>(steps);
        if (first < steps.size()) {
            marked.set(first, steps.get(first).counting());
        }
        return marked;
    }

    private void wrong(Table.Line line, String column, String text) {
        mistakes.add(
                line.site(),
                line.at(column),
                "PAR-4183",
                text,
                "Write the path of an element of FHIR R4; docs/guide/mapping-fhir.md has the forms.");
    }
}
