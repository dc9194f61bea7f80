/**
 * Bad networks on one machine: a proxy between two parties that delays, cuts, chokes and corrupts.
 * Needs no rights; {@link FaultProxy#close} ends every connection at once.
 */
@NullMarked
package org.parley.testkit.net;

import org.jspecify.annotations.NullMarked;
