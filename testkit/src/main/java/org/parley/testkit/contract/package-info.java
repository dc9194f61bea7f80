/** What every port and every store promises, as tests to extend. */
@NullMarked
package org.parley.testkit.contract;

import org.jspecify.annotations.NullMarked;
