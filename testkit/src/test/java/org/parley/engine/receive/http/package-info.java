@NullMarked
package org.parley.engine.receive.http;

import org.jspecify.annotations.NullMarked;
