/** Tests of the first page over real HTTP, and a small engine to look at it with. */
@NullMarked
package org.parley.app.page;

import org.jspecify.annotations.NullMarked;
