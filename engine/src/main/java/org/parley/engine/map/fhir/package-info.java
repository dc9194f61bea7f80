/**
 * Maps from HL7 v2 to FHIR R4 UK Core: tables, compiled once, that make a Bundle of a message.
 *
 * <p>Contract. {@link org.parley.engine.map.fhir.FhirMaps#compile} reads all tables once and
 * answers with a map or with every mistake in every table. A compiled map is immutable, may be used
 * by many threads at once, and is pure: the same message gives the same bytes for ever. Its cost is
 * bounded by its rows times the repeats of the message.
 */
@NullMarked
package org.parley.engine.map.fhir;

import org.jspecify.annotations.NullMarked;
