package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.MessagePlan.Extent;
import org.parley.engine.map.fhir.MessagePlan.Refers;

/** A resource being made. */
final class Resource {
    /** Name of a resource that message tables cannot refer to. */
    static final int NAMELESS = -1;

    private final String type;
    private final int name;
    private final int number;
    private final int root;
    private final int segment;
    private List<Reference> references = List.of();
    private Map<String, Integer> sharing = Map.of();
    private @Nullable String key;
    private @Nullable String called;
    private byte @Nullable [] id;
    private @Nullable Resource same;
    private boolean asked;

    Resource(String type, int name, int number, int root, int segment) {
        this.type = type;
        this.name = name;
        this.number = number;
        this.root = root;
        this.segment = segment;
    }

    String type() {
        return type;
    }

    /** The number of the name that a message table gave it. */
    int name() {
        return name;
    }

    /** Its place among all resources of the message. */
    int number() {
        return number;
    }

    int root() {
        return root;
    }

    /** The segment that it was made at. */
    int segment() {
        return segment;
    }

    /** What tells it from all others of its type; null when no row said. */
    @Nullable String key() {
        return key;
    }

    /** The first key stays. */
    boolean key(String text) {
        if (key != null) {
            return false;
        }
        key = text;
        return true;
    }

    /**
     * The use of a table whose elements a shared label means: none for the first segment of each
     * name, which share theirs; a second {@code TQ1} is another timing, and has its own.
     */
    int shared(Places places, int scope) {
        String name = places.message().segmentName(places.segment());
        sharing = sharing.isEmpty() ? new HashMap<>() : sharing;
        Integer first = sharing.putIfAbsent(name, scope);
        return first == null || first == scope ? 0 : scope;
    }

    /** What others of the message call it by: what a row said, or its key. */
    @Nullable String called() {
        return called == null ? key : called;
    }

    /** The first name stays. */
    boolean called(String text) {
        if (called != null) {
            return false;
        }
        called = text;
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // one plan and one extent are meant, not their like
    private boolean known(Refers refers, List<Extent> within, int scope) {
        for (int i = 0; i < references.size(); i++) {
            Reference known = references.get(i);
            boolean same = known.refers() == refers && known.within().equals(within);
            if (same && (known.scope() == scope || !refers.labelled())) {
                return true;
            }
        }
        return false;
    }

    /**
     * A reference still to be written.
     *
     * @param within where those meant are looked for, the innermost first
     * @param scope the use of a segment table that it belongs to, for elements with a label
     */
    record Reference(Refers refers, List<Extent> within, int scope) {
        public Reference {
            within = List.copyOf(within);
        }
    }

    /** Refers to others, once they are all made. */
    void refers(Refers refers, List<Extent> within, int scope) {
        if (!known(refers, within, scope)) {
            references = references.isEmpty() ? new ArrayList<>(4) : references;
            references.add(new Reference(refers, within, scope));
        }
    }

    List<Reference> references() {
        return references;
    }

    /** The text of its id, ASCII; null until it is known. */
    byte @Nullable [] id() {
        return id;
    }

    void id(byte[] made) {
        id = made;
    }

    /** True while its id is being made. */
    boolean asked() {
        return asked;
    }

    void asked(boolean now) {
        asked = now;
    }

    /** The resource that this one turned out to be, itself when none. */
    Resource really() {
        Resource other = same;
        return other == null ? this : other.really();
    }

    void is(Resource other) {
        same = other;
    }
}
