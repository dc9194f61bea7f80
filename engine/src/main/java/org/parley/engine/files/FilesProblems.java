package org.parley.engine.files;

import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The problems of folders, local or remote. */
public final class FilesProblems {
    private FilesProblems() {}

    public static Problem noFolder(String address) {
        return new Problem(
                "PAR-1220",
                Culprit.CONFIG,
                "The folder " + address + " is not there or cannot be written.",
                "Make the folder, and give the account that Parley runs under the right to write.");
    }

    public static Problem tooLarge(long limit) {
        return new Problem(
                "PAR-1221",
                Culprit.CAPACITY,
                "The file is larger than the limit of " + limit + " bytes; nothing was taken.",
                "Ask the sender for smaller files.");
    }

    public static Problem changed() {
        return new Problem(
                "PAR-1223",
                Culprit.SENDER,
                "The file changed after it was claimed; it was put back to be looked at again.",
                "Ask the sender to write under another name and to rename when it is whole.");
    }

    public static Problem notRegular() {
        return new Problem(
                "PAR-1224",
                Culprit.SENDER,
                "The folder holds a link, a folder or a device under a name that files have.",
                "Remove it; only regular files are taken, and links are never followed.");
    }

    public static Problem unavailable() {
        return new Problem(
                "PAR-1225",
                Culprit.CAPACITY,
                "A file waits, because the journal takes nothing now.",
                "Nothing to do for the sender; see why the journal takes nothing.");
    }

    public static Problem empty() {
        return new Problem(
                "PAR-1226",
                Culprit.SENDER,
                "The file is empty.",
                "Ask the sender whether that is meant; a file with nothing is not a message.");
    }

    public static Problem cannotRead(String address, String why) {
        return new Problem(
                "PAR-1227",
                Culprit.NETWORK,
                "The folder " + address + " cannot be worked with: " + why + ".",
                "See whether the disk or the server is there; it is tried again by itself.");
    }

    public static Problem others(String address, long engines) {
        return new Problem(
                "PAR-1222",
                Culprit.CONFIG,
                engines + " other engines have claims in the folder " + address + ".",
                "See that they run; what an engine that is no more had claimed is for a person to"
                        + " move back.");
    }

    public static Problem cannotWrite(String destination, String why) {
        return new Problem(
                "PAR-1280",
                Culprit.NETWORK,
                "A file for " + destination + " could not be written: " + why + ".",
                "See whether the disk or the server is there and not full; it is tried again.");
    }

    public static Problem closed(String destination) {
        return new Problem(
                "PAR-1282",
                Culprit.PARLEY,
                "The sender to " + destination + " was closed by us.",
                "Nothing to do: the message waits and is sent again.");
    }

    public static Problem noFreeName(String destination, int tried) {
        return new Problem(
                "PAR-1281",
                Culprit.RECEIVER,
                destination
                        + " already holds "
                        + tried
                        + " other files for this control id; none was overwritten.",
                "See why they are not taken away, and whether the sender repeats its control ids.");
    }
}
