/** An SFTP server for tests and for the demonstration. Never for production. */
@NullMarked
package org.parley.testkit.sftp;

import org.jspecify.annotations.NullMarked;
