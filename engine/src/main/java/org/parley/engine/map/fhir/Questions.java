package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.List;
import org.parley.engine.route.Asked;
import org.parley.engine.route.ValueTest;
import org.parley.wire.hl7v2.Path;

/** What conditions ask of a message, seen from where a row stands. */
final class Questions implements Asked {
    private final Places places;

    Questions(Places places) {
        this.places = places;
    }

    @Override
    public String first(Path path) {
        if (path.absolute()) {
            return places.message().textOrEmpty(path);
        }
        int where = places.nearest(path.packedSegment());
        if (where < 0) {
            return "";
        }
        return path.field() == 0 ? path.segment() : places.text(first(where, path));
    }

    private long first(int where, Path path) {
        if (focused(where, path)) {
            return places.within(places.lead(), path.component(), path.subcomponent());
        }
        long field = places.field(where, path.field());
        return places.within(
                places.repetition(field, Math.max(1, path.repetition())),
                path.component(),
                path.subcomponent());
    }

    private boolean focused(int where, Path path) {
        return places.lead() != Places.ABSENT
                && where == places.leadSegment()
                && path.field() == places.leadField()
                && path.repetition() == 0;
    }

    @Override
    public List<String> all(Path path) {
        if (path.absolute()) {
            return places.message().texts(path);
        }
        int where = places.nearest(path.packedSegment());
        if (where < 0) {
            return List.of();
        }
        if (path.field() == 0) {
            return List.of(path.segment());
        }
        if (focused(where, path) || path.repetition() > 0) {
            String one = places.text(first(where, path));
            return one.isEmpty() ? List.of() : List.of(one);
        }
        List<String> texts = new ArrayList<>();
        long field = places.field(where, path.field());
        int at = Places.from(field);
        while (field != Places.ABSENT && at <= Places.end(field)) {
            int stop = places.repetitionEnd(at, Places.end(field));
            String text =
                    places.text(
                            places.within(
                                    Places.pack(at, stop), path.component(), path.subcomponent()));
            if (!text.isEmpty()) {
                texts.add(text);
            }
            at = stop + 1;
        }
        return texts;
    }

    @Override
    public int count(Path path) {
        if (path.absolute()) {
            return places.message().count(path);
        }
        if (path.field() == 0) {
            return places.near(path.segment());
        }
        int where = places.nearest(path.packedSegment());
        long field = where < 0 ? Places.ABSENT : places.field(where, path.field());
        if (field == Places.ABSENT || Places.from(field) == Places.end(field)) {
            return 0;
        }
        int count = 0;
        for (int at = Places.from(field); at <= Places.end(field); count++) {
            at = places.repetitionEnd(at, Places.end(field)) + 1;
        }
        return count;
    }

    @Override
    public boolean single(Path path) {
        return path.repetition() > 0 || path.field() == 0;
    }

    @Override
    public boolean any(Path path, ValueTest test) {
        if (path.absolute()) {
            return Asked.super.any(path, test);
        }
        int where = places.nearest(path.packedSegment());
        if (where < 0 || path.field() == 0) {
            return test.test(where < 0 ? "" : path.segment());
        }
        if (focused(where, path) || path.repetition() > 0) {
            Answer answer = ask(first(where, path), test);
            return answer == Answer.NOTHING ? test.test("") : answer == Answer.YES;
        }
        long field = places.field(where, path.field());
        boolean none = true;
        int at = Places.from(field);
        while (field != Places.ABSENT && at <= Places.end(field)) {
            int stop = places.repetitionEnd(at, Places.end(field));
            long one = places.within(Places.pack(at, stop), path.component(), path.subcomponent());
            Answer answer = ask(one, test);
            if (answer == Answer.YES) {
                return true;
            }
            none &= answer == Answer.NOTHING;
            at = stop + 1;
        }
        return none && test.test("");
    }

    private enum Answer {
        YES,
        NO,
        /** Nothing is left once escapes are resolved. */
        NOTHING
    }

    private Answer ask(long range, ValueTest test) {
        if (range == Places.ABSENT || Places.from(range) == Places.end(range)) {
            return Answer.NOTHING;
        }
        if (places.plain(range)) {
            boolean yes = test.test(places.view(), Places.from(range), Places.end(range));
            return yes ? Answer.YES : Answer.NO;
        }
        String text = places.text(range);
        return text.isEmpty() ? Answer.NOTHING : test.test(text) ? Answer.YES : Answer.NO;
    }
}
