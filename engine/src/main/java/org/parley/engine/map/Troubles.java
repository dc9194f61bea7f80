package org.parley.engine.map;

import org.parley.wire.hl7v2.Path;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Why a message cannot be mapped. Never holds a value of the message. */
final class Troubles {
    private Troubles() {}

    static Problem noCode(Site site, String table, Path path) {
        return new Problem(
                "PAR-4150",
                Culprit.CONFIG,
                site + ": the code in " + path + " has no row in the code table " + table + ".",
                "Add the code to codes/" + table + ".csv, release, and send the message again.");
    }

    static Problem notWritable(String charset) {
        return new Problem(
                "PAR-4151",
                Culprit.CONFIG,
                "The message has characters that the receiver's set " + charset + " lacks.",
                "Agree on UTF-8 with the receiver, or map those characters before.");
    }

    static Problem tooLong(Site site) {
        return new Problem(
                "PAR-4152",
                Culprit.CAPACITY,
                site + ": the value made is longer than " + Maps.MAX_VALUE + " characters.",
                "Look at the steps in the column how.");
    }

    static Problem javaFailed(String name, String kind, int line) {
        return new Problem(
                "PAR-4153",
                Culprit.CONFIG,
                "maps/"
                        + name
                        + ".java failed with "
                        + kind
                        + (line > 0 ? " at line " + line : "")
                        + ".",
                "Run the class in a test on such a message and mend it.");
    }
}
