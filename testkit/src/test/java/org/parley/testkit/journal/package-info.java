/** The journal put to the test: the contract, crashes, damage and a disk that fails. */
@NullMarked
package org.parley.testkit.journal;

import org.jspecify.annotations.NullMarked;
