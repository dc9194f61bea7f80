/**
 * The demo: a simulated trust around a real engine, over real sockets and files, counted at both
 * ends.
 */
@NullMarked
package org.parley.app.demo;

import org.jspecify.annotations.NullMarked;
