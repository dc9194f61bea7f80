@NullMarked
package org.parley.engine.receive;

import org.jspecify.annotations.NullMarked;
