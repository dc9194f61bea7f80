/** Tests of the command line, of the arrows between packages, and of the repository itself. */
@NullMarked
package org.parley.app;

import org.jspecify.annotations.NullMarked;
