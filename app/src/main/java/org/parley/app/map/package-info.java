/** Commands about maps from v2 to FHIR: try one, explain one message, survey many. */
@NullMarked
package org.parley.app.map;

import org.jspecify.annotations.NullMarked;
