/**
 * TLS from PEM texts, for every port and sender. TLS 1.2 and 1.3 only, forward secret and
 * authenticated ciphers only; the JDK does all of the cryptography. Revocation is not checked.
 */
@NullMarked
package org.parley.engine.tls;

import org.jspecify.annotations.NullMarked;
