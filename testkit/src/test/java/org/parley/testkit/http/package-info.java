@NullMarked
package org.parley.testkit.http;

import org.jspecify.annotations.NullMarked;
