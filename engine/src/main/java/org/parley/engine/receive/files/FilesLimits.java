package org.parley.engine.receive.files;

import java.time.Duration;

/**
 * What the files port takes.
 *
 * @param wholeBytes a file that is one message
 * @param hl7Bytes a file of HL7 v2 messages, which is read into memory
 * @param csvBytes a file of rows, which is read row by row
 * @param window messages handed over before the first is waited for
 * @param settle how long size and time of a file must stay the same, at least
 * @param act how long one act on an SFTP server may take
 */
record FilesLimits(
        long wholeBytes, long hl7Bytes, long csvBytes, int window, Duration settle, Duration act) {
    static final FilesLimits STANDARD =
            new FilesLimits(
                    1L << 30,
                    64L << 20,
                    1L << 36,
                    256,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20));
}
