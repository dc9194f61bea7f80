/** Tests of the fault proxy. */
@NullMarked
package org.parley.testkit.net;

import org.jspecify.annotations.NullMarked;
