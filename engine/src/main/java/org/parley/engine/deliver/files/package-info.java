/**
 * The files sender: each message becomes a file in a folder, local or on an SFTP server. A file has
 * its name only when it is whole; nothing is ever overwritten.
 */
@NullMarked
package org.parley.engine.deliver.files;

import org.jspecify.annotations.NullMarked;
