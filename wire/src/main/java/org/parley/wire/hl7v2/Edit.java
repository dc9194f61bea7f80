package org.parley.wire.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.parley.wire.problem.Problem;

/**
 * Changes to a message, made one after another; each sees those before it. Bytes that no change
 * names come out as they came in. Belongs to one thread; the message it started from never changes.
 *
 * <p>Changes to fields are gathered and made with one copy; adding or deleting segments makes one
 * copy each. What could not be done as asked is a warning of the message that comes out, never an
 * exception: writing to MSH-1, MSH-2 or a whole segment, separators that the message does not
 * declare, numbers beyond {@link #MAX_CREATED}.
 */
public final class Edit {
    /** Most separators, or segments, that one change creates. */
    public static final int MAX_CREATED = Splice.MAX_CREATED;

    private static final byte[] NOTHING = {};

    private Message base;
    private Patches patches;
    private final List<Problem> problems = new ArrayList<>(0);

    Edit(Message base) {
        this.base = base;
        this.patches = new Patches(base);
    }

    /**
     * Writes text: delimiters in it are escaped, characters go out in the message's set, what is
     * missing on the way (segment, fields, components) is created. Empty text clears. Declaring
     * another character set in MSH-18 rewrites the characters of the whole message in that set.
     */
    public Edit set(Path path, String text) {
        return put(path, encode(path, text));
    }

    /** Writes bytes as they are; they are in the message's delimiters and character set. */
    public Edit setRaw(Path path, byte[] raw) {
        return put(path, raw.clone());
    }

    /** Makes a place empty; nothing happens when it is not there. */
    public Edit clear(Path path) {
        return put(path, NOTHING);
    }

    /**
     * Copies a value with its structure: byte for byte when delimiters and character sets agree,
     * otherwise rewritten in this message's. A field path without repetition on both sides copies
     * all repetitions. What the target's level cannot hold (components into a component) is
     * escaped. A place that is absent or empty in the source becomes empty.
     */
    public Edit copy(Path to, Message source, Path from) {
        boolean whole = wholeField(to) && wholeField(from);
        int segment = Places.first(source, from);
        if (segment < 0 || from.field == 0) {
            return clear(to);
        }
        long range = whole ? Places.field(source, segment, from) : Places.in(source, segment, from);
        if (range == Locator.ABSENT) {
            return clear(to);
        }
        Recoding recoding = new Recoding(source, base);
        if (!recoding.fits(range, to)) {
            return set(to, source.text(from).orElse(""));
        }
        Recoding.Result result = recoding.bytes(range);
        note(to, result.lossless(), result.ascii());
        return put(to, result.bytes());
    }

    private static boolean wholeField(Path path) {
        return path.repetition == 0 && path.component == 0;
    }

    /** Removes every segment that the path names; MSH stays. */
    public Edit deleteSegments(Path segment) {
        flush();
        int[] all = Places.segments(base, segment);
        if (segment.name == StandardNames.MSH) {
            problems.add(Problems.notEditable(segment, "a message keeps its MSH"));
        } else if (all.length > 0) {
            patches.remove(all);
            flush();
        }
        return this;
    }

    /** Removes these segments, counted from 0 (MSH, which stays) as the message now is. */
    public Edit deleteSegmentsAt(int... segments) {
        if (patches.breaksLines()) {
            flush();
        }
        int last = base.segments() - 1;
        int[] all =
                Arrays.stream(segments)
                        .filter(at -> at > 0 && at <= last)
                        .sorted()
                        .distinct()
                        .toArray();
        if (all.length > 0) {
            patches.remove(all);
            flush();
        }
        return this;
    }

    /** What could not be done as asked since the start or the last {@link #done}. */
    public List<Problem> problems() {
        return problems.isEmpty() ? List.of() : List.copyOf(problems);
    }

    /**
     * Adds an empty segment after the last one of the first name, or at the end when there is none
     * of that name. The new one is the last of its name there; write to it with its number.
     *
     * @param after three-character name
     * @param name three-character name
     */
    public Edit addSegment(String after, String name) {
        flush();
        List<Integer> before = base.occurrences(after);
        int at = before.isEmpty() ? base.segments() - 1 : before.getLast();
        return insert(at, name);
    }

    /** Adds an empty segment right after that one, counted from 0 (MSH) as the message now is. */
    public Edit addSegmentAt(int afterSegment, String name) {
        flush();
        return insert(Math.clamp(afterSegment, 0, base.segments() - 1), name);
    }

    /** The message with all changes made; the same message when there were none. */
    public Message done() {
        flush();
        if (!problems.isEmpty()) {
            List<Problem> all = new ArrayList<>(base.early());
            all.addAll(problems);
            problems.clear();
            base = Rows.with(base, base.view(), all);
            patches = new Patches(base);
        }
        return base;
    }

    private Edit insert(int after, String name) {
        if (name.length() != 3 || !(Path.parse(name) instanceof Path.Parse.Ok)) {
            problems.add(
                    Problems.notEditable(Path.of("MSH"), "a segment's name has three characters"));
        } else {
            rebase(Rows.inserted(base, after, name));
        }
        return this;
    }

    private Edit put(Path path, byte[] value) {
        if (path.field == 0) {
            problems.add(Problems.notEditable(path, "it names a whole segment"));
        } else if (Places.undivided(path)) {
            problems.add(Problems.notEditable(path, "delimiters cannot be changed in place"));
        } else if (!Splice.reachable(base.delimiters(), path)) {
            problems.add(
                    Problems.notEditable(
                            path, "it needs a delimiter that MSH-2 lacks, or too many of one"));
        } else if (path.field == 18 && path.name == StandardNames.MSH && value.length > 0) {
            declare(path, value);
        } else {
            place(path, value);
        }
        return this;
    }

    /** Another character set is declared and what is already there is rewritten in it. */
    private void declare(Path path, byte[] value) {
        flush();
        Message before = base;
        place(path, value);
        flush();
        Declaring.Result result = Declaring.settle(before, base);
        if (!result.lossless()) {
            problems.add(Problems.notWritable(path, result.message().charset().name()));
        }
        if (!result.possible()) {
            problems.add(Problems.notEditable(path, "messages are not rewritten in that set"));
        }
        rebase(result.message());
    }

    private void place(Path path, byte[] value) {
        int segment = Places.first(base, path);
        if (segment < 0) {
            if (value.length == 0) {
                return;
            }
            flush();
            rebase(Rows.created(base, path));
            segment = Places.first(base, path);
            if (segment < 0) {
                problems.add(Problems.notEditable(path, "its segment cannot be created"));
                return;
            }
        }
        patches.put(segment, path, value);
    }

    private void flush() {
        if (!patches.isEmpty()) {
            rebase(Rows.with(base, patches.applied(), base.early()));
        }
    }

    private void rebase(Message changed) {
        base = changed;
        patches = new Patches(changed);
    }

    private byte[] encode(Path path, String text) {
        String escaped = Escapes.encode(text, base.delimiters());
        if (base.delimiters().escape() == Delimiters.NONE && !escaped.equals(text)) {
            problems.add(Problems.notEscapable(path));
        }
        if (ascii(escaped)) {
            return escaped.getBytes(StandardCharsets.ISO_8859_1);
        }
        note(path, Recoding.writable(base, escaped), false);
        return escaped.getBytes(base.viewCharset());
    }

    private void note(Path path, boolean lossless, boolean ascii) {
        if (!lossless) {
            problems.add(Problems.notWritable(path, base.charset().name()));
        } else if (!ascii && outgrown()) {
            problems.add(Problems.asciiOutgrown(path));
        }
    }

    /** So far ASCII, and nothing else declared. */
    private boolean outgrown() {
        return base.index().ascii()
                && base.transcoded() == null
                && CharacterSets.named(base.declaredCharset()).isEmpty();
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
