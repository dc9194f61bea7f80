/**
 * A FHIR validator that is compiled from profiles once and then looks at every message.
 *
 * <p>Contract: {@link org.parley.conformance.validate.Definitions} holds what packages say and is
 * filled before use; {@link org.parley.conformance.validate.Validator} may be used by any number of
 * threads. A verdict is PASS, FAIL or UNDECIDED; UNDECIDED is never a pass. Limits: depth and size
 * of JSON by the reader in wire, {@link org.parley.conformance.validate.Report#MAX_FINDINGS}
 * findings a message, regular expressions and expressions bounded in steps. No finding shows a
 * value of the message.
 */
@NullMarked
package org.parley.conformance.validate;

import org.jspecify.annotations.NullMarked;
