@NullMarked
package org.parley.engine.deliver.http;

import org.jspecify.annotations.NullMarked;
