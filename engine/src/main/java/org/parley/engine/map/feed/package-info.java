/**
 * Maps from feeds that are no HL7: a layout names the values of a record, and the tables for FHIR
 * and for v2 name those, in braces, where they name fields of v2 otherwise.
 *
 * <p>Contract: {@link org.parley.engine.map.feed.FeedMaps#compile} answers with a map or with every
 * mistake in layout and tables. A compiled map is immutable, may be used by many threads at once,
 * and is pure.
 */
@NullMarked
package org.parley.engine.map.feed;

import org.jspecify.annotations.NullMarked;
