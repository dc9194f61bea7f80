/**
 * Maps from FHIR to HL7 v2: tables, compiled once, that make messages of a resource or a Bundle.
 *
 * <p>Contract. {@link org.parley.engine.map.fhir.back.BackMaps#compile} reads all tables once and
 * answers with a map or with every mistake in every table. A compiled map is immutable, may be used
 * by many threads at once, and is pure: the same bytes give the same messages for ever; control ids
 * and times come out of the content. Its cost is bounded by its rows times the values of the
 * content.
 */
@NullMarked
package org.parley.engine.map.fhir.back;

import org.jspecify.annotations.NullMarked;
