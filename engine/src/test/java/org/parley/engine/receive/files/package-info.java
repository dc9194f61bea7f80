@NullMarked
package org.parley.engine.receive.files;

import org.jspecify.annotations.NullMarked;
