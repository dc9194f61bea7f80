package org.parley.engine.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Bytes to trees, one for each document, from YAML's events: no schema, no aliases, no recursion.
 * What comes before a fault in the syntax is kept.
 */
final class YamlReader {
    /** Levels of tables and lists in one another. */
    static final int MAX_DEPTH = 20;

    /** Documents in one file. */
    static final int MAX_DOCUMENTS = 1_000;

    private final String file;
    private final Lints lints;
    private final TreeBuilder builder;

    private YamlReader(String file, Lints lints) {
        this.file = file;
        this.lints = lints;
        this.builder = new TreeBuilder(lints);
    }

    /**
     * What a file holds.
     *
     * @param documents its documents in order; empty ones are left out
     * @param whole false when a fault hid the rest of the file
     */
    record Documents(List<Tree> documents, boolean whole) {
        public Documents {
            documents = List.copyOf(documents);
        }
    }

    /** Reads a file's documents, reporting what is wrong with it. */
    static Documents read(String file, byte[] bytes, Lints lints) {
        return new YamlReader(file, lints).read(bytes);
    }

    private Documents read(byte[] bytes) {
        Optional<String> text = decode(bytes);
        if (text.isEmpty()) {
            return new Documents(List.of(), false);
        }
        lints.source(file, text.get());
        boolean whole = events(text.get());
        return new Documents(builder.documents(), whole);
    }

    private Optional<String> decode(byte[] bytes) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            lints.error(
                    Place.top(file),
                    "PAR-3014",
                    "This file is not UTF-8 text.",
                    "Save it as UTF-8 in your editor.");
            return Optional.empty();
        }
    }

    private boolean events(String text) {
        var settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setUseMarks(true)
                        .setCodePointLimit(Source.MAX_FILE_BYTES)
                        .build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        try {
            while (events.hasNext()) {
                if (!event(events.next())) {
                    return false;
                }
            }
            return true;
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(this::place).orElse(Place.top(file));
            SyntaxFault.report(place, e.getProblem(), text, lints);
            return false;
        } catch (RuntimeException e) {
            // The library's own faults on odd input must not end the reading of the other files.
            SyntaxFault.report(
                    Place.top(file), "it holds a character that YAML forbids", text, lints);
            return false;
        }
    }

    private boolean event(Event event) {
        Place place = event.getStartMark().map(this::place).orElse(Place.top(file));
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent n && n.getAnchor().isPresent())) {
            lints.error(
                    place,
                    "PAR-3003",
                    "Anchors (&) and aliases (*) of YAML are not used here.",
                    "Write the value out, or give it a name in the environment's file.");
            return false;
        }
        switch (event.getEventId()) {
            case Scalar -> {
                var scalar = (ScalarEvent) event;
                boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
                builder.text(new Tree.Text(place, scalar.getValue(), plain, Optional.empty()));
            }
            case SequenceStart -> builder.open(false, place);
            case MappingStart -> builder.open(true, place);
            case SequenceEnd, MappingEnd -> builder.close();
            case DocumentEnd -> builder.endDocument();
            case DocumentStart, StreamStart, StreamEnd, Comment, Alias -> {}
        }
        if (builder.depth() > MAX_DEPTH || builder.documents().size() > MAX_DOCUMENTS) {
            lints.error(
                    place,
                    "PAR-3002",
                    "This file is nested deeper than 20 levels or has more than 1,000 documents.",
                    "Split it into smaller files.");
            return false;
        }
        return true;
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** All documents of one file, as they are built. */
    static final class TreeBuilder {
        private record Level(boolean table, Place place, List<Tree> parts) {}

        private final Lints lints;
        private final List<Tree> documents = new ArrayList<>();
        private final List<Level> levels = new ArrayList<>();

        TreeBuilder(Lints lints) {
            this.lints = lints;
        }

        List<Tree> documents() {
            return documents;
        }

        int depth() {
            return levels.size();
        }

        void text(Tree.Text text) {
            add(text);
        }

        void open(boolean table, Place place) {
            levels.add(new Level(table, place, new ArrayList<>()));
        }

        void close() {
            Level level = levels.removeLast();
            add(level.table() ? table(level) : new Tree.Items(level.place(), level.parts()));
        }

        void endDocument() {
            levels.clear();
        }

        private void add(Tree tree) {
            if (!levels.isEmpty()) {
                levels.getLast().parts().add(tree);
            } else if (!(tree instanceof Tree.Text text && text.missing())) {
                documents.add(tree);
            }
        }

        private Tree table(Level level) {
            var entries = new ArrayList<Tree.Entry>();
            var seen = new java.util.HashSet<String>();
            for (int i = 0; i + 1 < level.parts().size(); i += 2) {
                Tree value = level.parts().get(i + 1);
                if (!(level.parts().get(i) instanceof Tree.Text key)) {
                    lints.error(
                            level.parts().get(i).place(),
                            "PAR-3009",
                            "A key is a word, not a list or a table.",
                            "Put quotes around a text that begins with { or [.");
                } else if (seen.add(key.value())) {
                    entries.add(new Tree.Entry(key, value));
                } else {
                    lints.error(
                            key.place(),
                            "PAR-3008",
                            "The key \"" + key.value() + "\" is here twice.",
                            "Keep one of them.");
                }
            }
            return new Tree.Table(level.place(), entries);
        }
    }
}
