/**
 * Folders of files, local or on an SFTP server, with just the acts that a port and a sender need:
 * claim, publish, and never overwrite. Links are never followed and names never lead elsewhere.
 */
@NullMarked
package org.parley.engine.files;

import org.jspecify.annotations.NullMarked;
