/** A real PostgreSQL server for tests, where one is installed. */
@NullMarked
package org.parley.testkit.database;

import org.jspecify.annotations.NullMarked;
