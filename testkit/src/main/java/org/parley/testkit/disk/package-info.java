/** Disks that lose, tear, flip, refuse and dawdle, by seed. */
@NullMarked
package org.parley.testkit.disk;

import org.jspecify.annotations.NullMarked;
