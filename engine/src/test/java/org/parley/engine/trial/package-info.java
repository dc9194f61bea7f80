@org.jspecify.annotations.NullMarked
package org.parley.engine.trial;
