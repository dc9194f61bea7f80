/**
 * FHIR as JSON, written and read without a model of its resources.
 *
 * <p>Contract: {@link org.parley.wire.fhir.JsonWriter} writes into memory that grows up to a limit
 * and makes only valid UTF-8 and valid JSON strings, whatever it is given.
 */
@NullMarked
package org.parley.wire.fhir;

import org.jspecify.annotations.NullMarked;
