/** Tests of the configuration. */
@NullMarked
package org.parley.engine.config;

import org.jspecify.annotations.NullMarked;
