package org.parley.engine.map.fhir.back;

import org.parley.engine.map.Site;

/**
 * Always the same text.
 *
 * @param text what is written
 */
record Constant(String text) implements Row.Maker {
    @Override
    public boolean make(Run run, Site site, Node base, Node at, Place place) {
        boolean own = !at.equals(base);
        return run.put(site, place, text, own ? at : null);
    }
}
