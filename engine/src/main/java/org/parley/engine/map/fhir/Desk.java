package org.parley.engine.map.fhir;

import java.util.Arrays;
import org.parley.wire.fhir.JsonWriter;

/**
 * What one message is made on: a tree, texts, places of values and the digest. The next message can
 * be made on the same one, when this one is done. For one thread at a time.
 */
final class Desk {
    /** A desk with more room than this is not kept, in nodes. */
    private static final int MOST_NODES = 8 * 1024;

    /** A desk with more room for texts than this is not kept, in bytes. */
    private static final int MOST_BYTES = 256 * 1024;

    /** Of so many segments it is known at a time where their fields are. A power of two. */
    static final int SEGMENTS = 8;

    /** A desk with room for more fields of a segment than this is not kept. */
    private static final int MOST_FIELDS = 4 * 1024;

    private final Tree tree = new Tree();
    private final JsonWriter scratch = new JsonWriter(1024);
    private final JsonWriter out = new JsonWriter(8 * 1024);
    private final Cut[] segments = new Cut[SEGMENTS];
    private final Cut parts = new Cut();
    private final Cut below = new Cut();
    private final Ids ids;

    Desk(Ids ids) {
        this.ids = ids;
        Arrays.setAll(segments, _ -> new Cut());
    }

    Tree tree() {
        return tree;
    }

    /** Where JSON is made before it is known where it goes. */
    JsonWriter scratch() {
        return scratch;
    }

    /** Where the Bundle is written. */
    JsonWriter out() {
        return out;
    }

    /** Where the fields of segments are, of as many as are remembered. */
    Cut[] segments() {
        return segments;
    }

    /** Where the components of the repetition at hand are. */
    Cut parts() {
        return parts;
    }

    /** Where the subcomponents of a component are. */
    Cut below() {
        return below;
    }

    Ids ids() {
        return ids;
    }

    /** Takes all away; false when it has grown so large that it is better thrown away. */
    boolean cleared() {
        tree.clear();
        scratch.back(0);
        out.back(0);
        for (Cut segment : segments) {
            if (segment.room() > MOST_FIELDS) {
                return false;
            }
        }
        return tree.room() <= MOST_NODES
                && scratch.array().length <= MOST_BYTES
                && out.array().length <= MOST_BYTES;
    }
}
