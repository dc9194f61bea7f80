/** Tests of HL7 v2 on fixtures that were written for Parley; patients are invented. */
@NullMarked
package org.parley.wire.hl7v2;

import org.jspecify.annotations.NullMarked;
