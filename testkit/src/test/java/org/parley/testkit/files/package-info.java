@NullMarked
package org.parley.testkit.files;

import org.jspecify.annotations.NullMarked;
