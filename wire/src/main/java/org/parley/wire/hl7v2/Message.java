package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/**
 * An HL7 v2 message: its bytes as received, and an index of its segments. Immutable; safe to share.
 *
 * <p>Reading a path looks at the bytes between delimiters. A path that stops above the lowest level
 * there is gives all that is below, delimiters included: {@code PID-5} is {@code SMITH^ANN}, and an
 * unescaped ampersand in {@code PV1-3.1} is there to see. A path that goes below the lowest level
 * gives the value for number 1 and nothing for others (chapter 2, on components that grow). {@code
 * MSH-1} and {@code MSH-2} are the delimiters as sent.
 *
 * <p>The arrays that {@link #bytes} and {@link #view} give are the message's own: not to be
 * changed.
 */
public final class Message {
    /** Where MSH-2 begins. */
    private static final int AFTER_FIELD_SIGN = 4;

    private static final Path TYPE = Path.of("MSH-9.1");
    private static final Path TRIGGER = Path.of("MSH-9.2");
    private static final Path STRUCTURE = Path.of("MSH-9.3");
    private static final Path EVENT = Path.of("EVN-1");
    private static final Path CONTROL_ID = Path.of("MSH-10");
    private static final Path VERSION = Path.of("MSH-12.1");
    private static final Path CHARACTER_SET = Path.of("MSH-18");

    private final byte[] received;
    private final byte[] view;
    private final @Nullable Charset transcoded;
    private final Defaults defaults;
    private final Delimiters delimiters;
    private final SegmentIndex index;
    private final List<Problem> early;
    private CharacterSets.@Nullable Choice choice;
    private @Nullable Occurrences occurrences;
    private @Nullable Groups groups;

    /**
     * A message over bytes that were found to be one.
     *
     * @param received as received
     * @param view the same array, or its UTF-8 form when {@code transcoded}
     * @param transcoded the set of the received bytes when the view is another array
     */
    Message(
            byte[] received,
            byte[] view,
            @Nullable Charset transcoded,
            Defaults defaults,
            Delimiters delimiters,
            SegmentIndex index,
            List<Problem> early) {
        this.received = received;
        this.view = view;
        this.transcoded = transcoded;
        this.defaults = defaults;
        this.delimiters = delimiters;
        this.index = index;
        this.early = early;
    }

    /** Reads with the usual defaults; never throws, whatever the bytes. */
    public static Reading read(byte[] bytes) {
        return Reader.read(bytes, Defaults.usual());
    }

    /** Reads with a port's defaults; never throws, whatever the bytes. Keeps the array. */
    public static Reading read(byte[] bytes, Defaults defaults) {
        return Reader.read(bytes, defaults);
    }

    /** The bytes as received; not a copy, not to be changed. */
    public byte[] bytes() {
        return received;
    }

    /**
     * The bytes that spans refer to: the received ones, or their UTF-8 form when they came in a set
     * in which delimiters are not single bytes (UTF-16 and the like). Not to be changed.
     */
    public byte[] view() {
        return view;
    }

    /** The text at a path, decoded; empty when absent or empty; {@code ""} gives two quotes. */
    public Optional<String> text(Path path) {
        long range = find(path);
        return Locator.end(range) > Locator.from(range)
                ? Optional.of(decode(range, path))
                : Optional.empty();
    }

    /** The text at a path, decoded, or the empty string. */
    public String textOrEmpty(Path path) {
        long range = find(path);
        return Locator.end(range) > Locator.from(range) ? decode(range, path) : "";
    }

    /**
     * The texts at every segment and repetition that the path does not pin, in order of the
     * message. What is absent or empty is left out; the two quotes of a delete are in.
     */
    public List<String> texts(Path path) {
        List<String> texts = new ArrayList<>();
        for (Span span : spans(path)) {
            if (span.length() > 0) {
                texts.add(decode(Locator.pack(span.from(), span.end()), path));
            }
        }
        return texts;
    }

    /** Where a path's value stands in {@link #view}, escapes unresolved; empty when absent. */
    public Optional<Span> span(Path path) {
        long range = find(path);
        return range == Locator.ABSENT
                ? Optional.empty()
                : Optional.of(new Span(Locator.from(range), Locator.end(range)));
    }

    /** Every place that the path does not pin, empty ones included, in order of the message. */
    public List<Span> spans(Path path) {
        return Places.all(this, path);
    }

    /** What a range of {@link #view} says: escapes resolved, bytes read in the message's set. */
    public String decoded(Span span) {
        return decode(span.from(), span.end());
    }

    /** True when all values are bytes of ASCII that stand for themselves: there are no escapes. */
    public boolean plain() {
        if (!index.ascii() || delimiters.escape() == Delimiters.NONE) {
            return index.ascii();
        }
        int signs = Bytes.indexOf(view, AFTER_FIELD_SIGN, view.length, (byte) delimiters.field());
        return signs < 0 || Bytes.indexOf(view, signs, view.length, (byte) delimiters.escape()) < 0;
    }

    /** What a range of {@link #view} says as it is written, escapes unresolved. */
    public String written(Span span) {
        return new String(view(), span.from(), span.end() - span.from(), viewCharset());
    }

    /** The bytes at a path, a copy, escapes unresolved; empty when absent. */
    public Optional<byte[]> raw(Path path) {
        return span(path).map(at -> java.util.Arrays.copyOfRange(view, at.from(), at.end()));
    }

    /** What stands at a path. */
    public Presence presence(Path path) {
        long range = find(path);
        if (range == Locator.ABSENT) {
            return Presence.ABSENT;
        }
        int from = Locator.from(range);
        return switch (Locator.end(range) - from) {
            case 0 -> Presence.EMPTY;
            case 2 -> view[from] == '"' && view[from + 1] == '"' ? Presence.NULL : Presence.VALUED;
            default -> Presence.VALUED;
        };
    }

    /**
     * How many there are: segments for a segment path; repetitions for a field path (0 when the
     * field is absent or empty), in the first segment that the path names.
     */
    public int count(Path path) {
        return Places.count(this, path);
    }

    /** What was odd but readable. */
    public List<Problem> warnings() {
        List<Problem> all = new ArrayList<>(early);
        if (index.continued() > 0) {
            all.add(Problems.lineBreaks(index.continued(), segmentName(index.firstContinued())));
        }
        if (textOrEmpty(TYPE).isEmpty()) {
            all.add(Problems.noType());
        } else if (textOrEmpty(TRIGGER).isEmpty() && !"ACK".equals(type())) {
            all.add(Problems.noTrigger());
        }
        if (controlId().isEmpty()) {
            all.add(Problems.noControlId());
        }
        if (textOrEmpty(VERSION).isEmpty()) {
            all.add(Problems.noVersion(defaults.version()));
        }
        all.addAll(choice().warnings());
        return List.copyOf(all);
    }

    /** MSH-9.1, {@code ADT}; empty when absent. */
    public String type() {
        return textOrEmpty(TYPE);
    }

    /** MSH-9.2, {@code A01}; from EVN-1 when MSH-9.2 is empty; empty when neither says. */
    public String trigger() {
        String trigger = textOrEmpty(TRIGGER);
        return trigger.isEmpty() ? textOrEmpty(EVENT) : trigger;
    }

    /** MSH-9.3 as sent. */
    String declaredStructure() {
        return textOrEmpty(STRUCTURE);
    }

    /** MSH-9.3, {@code ADT_A01}; derived from type and trigger when empty. */
    public String structure() {
        String declared = declaredStructure();
        if (!declared.isEmpty()) {
            return declared;
        }
        String trigger = trigger();
        return trigger.isEmpty() ? type() : type() + "_" + trigger;
    }

    /** MSH-12.1, {@code 2.4}; the port's default when empty. */
    public String version() {
        String version = textOrEmpty(VERSION);
        return version.isEmpty() ? defaults.version() : version;
    }

    /** MSH-10; empty when absent. */
    public String controlId() {
        return textOrEmpty(CONTROL_ID);
    }

    /** The delimiters in use. */
    public Delimiters delimiters() {
        return delimiters;
    }

    /** The set that the received bytes are in, as declared or as found out; see the warnings. */
    public Charset charset() {
        return transcoded != null ? transcoded : choice().charset();
    }

    /** What holds when the message does not say. */
    public Defaults defaults() {
        return defaults;
    }

    /** How many segments there are; the first is number 0, MSH. */
    public int segments() {
        return index.count();
    }

    /** The three-character name of a segment. */
    public String segmentName(int segment) {
        return Bytes.name(index.name(segment));
    }

    /** Where a segment stands in {@link #view}, without the line break that ends it. */
    public Span segmentSpan(int segment) {
        return new Span(index.from(segment), index.end(segment));
    }

    /** The numbers of all segments of that name. */
    public List<Integer> occurrences(String name) {
        List<Integer> all = new ArrayList<>();
        int packed = name.length() == 3 ? Bytes.name(name) : 0;
        int at = index.next(packed, 0, index.count());
        while (at >= 0) {
            all.add(at);
            at = index.next(packed, at + 1, index.count());
        }
        return all;
    }

    /** A new set of changes to this message, which itself stays as it is. */
    public Edit edit() {
        return new Edit(this);
    }

    /**
     * The same message in other delimiters: structure stays, what only the new ones would take for
     * a delimiter is escaped, what only the old ones did no longer is.
     */
    public Message inDelimiters(Delimiters other) {
        return other.equals(delimiters) ? this : Recoding.message(this, other);
    }

    /** The set of the view. */
    Charset viewCharset() {
        return transcoded != null ? StandardCharsets.UTF_8 : choice().charset();
    }

    @Nullable Charset transcoded() {
        return transcoded;
    }

    SegmentIndex index() {
        return index;
    }

    List<Problem> early() {
        return early;
    }

    /** Declared character set, MSH-18 as sent; its first valued repetition. */
    String declaredCharset() {
        for (Span span : spans(CHARACTER_SET)) {
            if (span.length() > 0) {
                return new String(view, span.from(), span.length(), StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** The segments by name; built when a long message is asked for a pinned occurrence. */
    Occurrences byName() {
        Occurrences known = occurrences;
        if (known == null) {
            known = new Occurrences(index);
            occurrences = known;
        }
        return known;
    }

    /** The groups that the segments make; walked when first asked for. */
    Groups groups() {
        Groups known = groups;
        if (known == null) {
            known = Groups.of(this);
            groups = known;
        }
        return known;
    }

    /** The first place a path names, packed. */
    long find(Path path) {
        int segment = Places.first(this, path);
        if (segment < 0) {
            return Locator.ABSENT;
        }
        return Places.in(this, segment, path);
    }

    private String decode(long range, Path path) {
        int from = Locator.from(range);
        int end = Locator.end(range);
        if (path.field <= 2 && path.name == StandardNames.MSH) {
            return new String(view, from, end - from, StandardCharsets.ISO_8859_1);
        }
        return decode(from, end);
    }

    private String decode(int from, int end) {
        boolean ascii = index.ascii() || Bytes.ascii(view, from, end);
        char escape = delimiters.escape();
        if (escape == Delimiters.NONE || Bytes.indexOf(view, from, end, (byte) escape) < 0) {
            return new String(
                    view, from, end - from, ascii ? StandardCharsets.ISO_8859_1 : viewCharset());
        }
        return Escapes.decode(view, from, end, delimiters, viewCharset());
    }

    private CharacterSets.Choice choice() {
        CharacterSets.Choice known = choice;
        if (known == null) {
            known =
                    transcoded != null
                            ? new CharacterSets.Choice(transcoded, List.of())
                            : CharacterSets.choose(
                                    view, index.ascii(), declaredCharset(), defaults);
            choice = known;
        }
        return known;
    }

    /** The type, trigger and size; never what a patient's data would be. */
    @Override
    public String toString() {
        return structure() + ", " + received.length + " bytes";
    }
}
