/** HAPI's validator as the referee of the Bundles that maps make. */
@NullMarked
package org.parley.fhir;

import org.jspecify.annotations.NullMarked;
