/**
 * FHIR as JSON, written and read without a model of its resources.
 *
 * <p>Contract: {@link org.parley.wire.fhir.JsonWriter} writes into memory that grows up to a limit
 * and makes only valid UTF-8 and valid JSON strings, whatever it is given. {@link
 * org.parley.wire.fhir.JsonReader} makes a tree of one message, or a problem with its place, within
 * limits of length, depth and members.
 */
@NullMarked
package org.parley.wire.fhir;

import org.jspecify.annotations.NullMarked;
