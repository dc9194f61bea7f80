/**
 * HL7 v2: a message is its received bytes plus a lazily built index. Nothing here throws on input.
 */
@NullMarked
package org.parley.wire.hl7v2;

import org.jspecify.annotations.NullMarked;
