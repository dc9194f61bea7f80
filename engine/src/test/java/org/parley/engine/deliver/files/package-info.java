@NullMarked
package org.parley.engine.deliver.files;

import org.jspecify.annotations.NullMarked;
