/**
 * FHIRPath (release 2.0 as FHIR R4 uses it), compiled to closures over FHIR JSON.
 *
 * <p>Contract: {@link org.parley.wire.fhirpath.FhirPath} is compiled once and evaluated by any
 * number of threads. What the definitions of a FHIR release say comes in as {@link
 * org.parley.wire.fhirpath.Types}, units as {@link org.parley.wire.fhirpath.Units}, terminology,
 * references and profiles as {@link org.parley.wire.fhirpath.Services}. An expression that is
 * wrong, or cannot be evaluated on what it is given, throws {@link
 * org.parley.wire.fhirpath.FhirPathException}. Work is bounded by {@link
 * org.parley.wire.fhirpath.Scope#MAX_ITEMS}.
 */
@NullMarked
package org.parley.wire.fhirpath;

import org.jspecify.annotations.NullMarked;
