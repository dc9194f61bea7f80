/**
 * Doubles of NHS services: as strict as the real ones, in the time of a clock that a test moves.
 * They share no code with the clients that they judge. Everything is in memory, made-up and gone at
 * the end; overload is refused by the limits of {@link org.parley.testkit.nhs.MeshRules}.
 */
@NullMarked
package org.parley.testkit.nhs;

import org.jspecify.annotations.NullMarked;
