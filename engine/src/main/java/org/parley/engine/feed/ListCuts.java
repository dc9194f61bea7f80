package org.parley.engine.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.problem.Problem;
import org.parley.wire.xml.XmlElement;
import org.parley.wire.xml.XmlReader;
import org.parley.wire.xml.XmlReading;

/** The items of a list in JSON or XML, each with all that stands before and behind the list. */
final class ListCuts implements Cuts {
    /** Most bytes around the list, for each record has them. */
    private static final int MAX_AROUND = 1 << 20;

    private final Layout layout;
    private final byte[] bytes;
    private final List<int[]> items = new ArrayList<>();
    private Optional<Problem> trouble = Optional.empty();
    private Optional<Problem> last = Optional.empty();
    private int next;
    private int line = 1;
    private int counted;

    ListCuts(Layout layout, byte[] bytes) {
        this.layout = layout;
        this.bytes = bytes;
        if (layout.format() == Format.JSON) {
            json();
        } else {
            xml();
        }
        if (!items.isEmpty()
                && items.getFirst()[0] + (bytes.length - items.getLast()[1]) > MAX_AROUND) {
            trouble = Optional.of(FeedProblems.muchAround(MAX_AROUND));
        }
    }

    private void json() {
        switch (new JsonReader().read(bytes)) {
            case JsonReading.Refused(Problem problem, int _) -> trouble = Optional.of(problem);
            case JsonReading.Read(Json root, var _) -> {
                Json list = root;
                for (String step : Feeds.path(layout, layout.each())) {
                    Json inner = list instanceof Json.Members members ? members.get(step) : null;
                    list = inner == null ? new Json.Null(0) : inner;
                }
                if (list instanceof Json.Items all) {
                    for (int i = 0; i < all.size(); i++) {
                        items.add(new int[] {all.value(i).at(), end(all.value(i).at())});
                    }
                    count(Twigs.of("", root));
                } else if (layout.each().isEmpty()) {
                    items.add(new int[] {0, bytes.length});
                } else {
                    trouble = Optional.of(FeedProblems.noList(layout.each()));
                }
            }
        }
    }

    /** The byte behind a value that is known to be whole: at the comma or bracket behind it. */
    private int end(int from) {
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (quoted) {
                quoted = b != '"';
                i += b == '\\' ? 1 : 0;
            } else if (b == '"') {
                quoted = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == ']' || b == '}')) {
                return i;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        return bytes.length;
    }

    private void xml() {
        switch (XmlReader.read(bytes)) {
            case XmlReading.Refused(Problem problem, int _) -> trouble = Optional.of(problem);
            case XmlReading.Read(XmlElement root) -> {
                if (layout.each().isEmpty()) {
                    items.add(new int[] {0, bytes.length});
                    return;
                }
                List<String> path = Feeds.path(layout, layout.each());
                XmlElement around = root;
                for (String step : path.subList(0, path.size() - 1)) {
                    List<XmlElement> all =
                            around.elements().stream().filter(e -> e.name().equals(step)).toList();
                    if (all.size() != 1) {
                        trouble = Optional.of(FeedProblems.noList(layout.each()));
                        return;
                    }
                    around = all.getFirst();
                }
                items(around, path.getLast());
                count(List.of(Twigs.of(root)));
            }
        }
    }

    /** The records; they stand one behind the other, or something would be lost by cutting. */
    private void items(XmlElement around, String name) {
        boolean over = false;
        for (XmlElement one : around.elements()) {
            boolean item = one.name().equals(name);
            if (item && over) {
                trouble = Optional.of(FeedProblems.noList(layout.each()));
                return;
            }
            if (item) {
                items.add(new int[] {one.from(), one.end()});
            }
            over = !item && !items.isEmpty();
        }
        if (!around.text().isEmpty()) {
            trouble = Optional.of(FeedProblems.noList(layout.each()));
        }
    }

    private void count(List<Twig> roots) {
        if (layout.count().isEmpty() || trouble.isPresent()) {
            return;
        }
        List<String> path = Feeds.path(layout, layout.count());
        Optional<Long> said =
                roots.stream()
                        .flatMap(root -> root.at(path).stream())
                        .map(Twig::text)
                        .filter(text -> text.matches("\\d{1,12}"))
                        .map(Long::valueOf)
                        .findFirst();
        if (said.isEmpty()) {
            last = Optional.of(FeedProblems.noCount());
        } else if (said.get() != items.size()) {
            last = Optional.of(FeedProblems.count(said.get(), items.size()));
        }
    }

    @Override
    public @Nullable Cut next() {
        if (trouble.isPresent()) {
            Problem problem = trouble.get();
            trouble = Optional.empty();
            items.clear();
            last = Optional.empty();
            return new Cut(1, bytes, Optional.of(problem));
        }
        if (next < items.size()) {
            int[] item = items.get(next++);
            return Cuts.checked(layout, line(item[0]), alone(item));
        }
        Optional<Problem> end = last;
        last = Optional.empty();
        return end.map(problem -> new Cut(1, around(), Optional.of(problem))).orElse(null);
    }

    /** The document with one item alone. */
    private byte[] alone(int[] item) {
        return joined(items.getFirst()[0], item[0], item[1], items.getLast()[1]);
    }

    /** The document without its items. */
    private byte[] around() {
        return items.isEmpty() ? bytes : joined(items.getFirst()[0], 0, 0, items.getLast()[1]);
    }

    private byte[] joined(int before, int from, int end, int behind) {
        byte[] all = new byte[before + (end - from) + (bytes.length - behind)];
        System.arraycopy(bytes, 0, all, 0, before);
        System.arraycopy(bytes, from, all, before, end - from);
        System.arraycopy(bytes, behind, all, before + end - from, bytes.length - behind);
        return all;
    }

    /** Items come in order, so each line is counted once. */
    private int line(int at) {
        for (; counted < at; counted++) {
            boolean alone =
                    bytes[counted] == '\r'
                            && (counted + 1 >= bytes.length || bytes[counted + 1] != '\n');
            line += bytes[counted] == '\n' || alone ? 1 : 0;
        }
        return line;
    }

    @Override
    public void close() {}
}
