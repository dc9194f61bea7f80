/** The whole path attacked from outside: kill -9, recorded traffic, lying receivers. */
@NullMarked
package org.parley.app.demo;

import org.jspecify.annotations.NullMarked;
