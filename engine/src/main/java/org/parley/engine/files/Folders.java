package org.parley.engine.files;

import java.time.Duration;
import org.parley.engine.plan.Transport;

/** Makes folders of what is configured; nothing is connected to yet. */
public final class Folders {
    private Folders() {}

    /**
     * A folder to work with.
     *
     * @param within how long one act on a server may take
     */
    public static Folder open(Transport.Where where, Duration within) {
        return switch (where) {
            case Transport.Where.Local local -> new LocalFolder(local.folder());
            case Transport.Where.Sftp sftp -> new SftpFolder(sftp, within);
        };
    }
}
