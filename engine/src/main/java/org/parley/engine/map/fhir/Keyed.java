package org.parley.engine.map.fhir;

import org.jspecify.annotations.Nullable;

/**
 * Makes a reference to the resource of that type whose {@code $id} is the text. Found when all
 * resources of the message are made; when there is none, there is no reference.
 */
record Keyed(String type) implements Maker.Complex {
    /** A reference still to be found. */
    record Wanted(int node, String type, String key) {}

    @Override
    public boolean fill(Run run, int node, long range, @Nullable String text) {
        run.wants(new Wanted(node, type, Texts.said(run, range, text)));
        return true;
    }
}
