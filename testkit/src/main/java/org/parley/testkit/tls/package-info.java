/** Certificates for tests and demonstrations; worth nothing anywhere else. */
@NullMarked
package org.parley.testkit.tls;

import org.jspecify.annotations.NullMarked;
