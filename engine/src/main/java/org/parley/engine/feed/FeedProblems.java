package org.parley.engine.feed;

import java.util.List;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** What can be wrong with a record or a file; no text holds a value. */
final class FeedProblems {
    private FeedProblems() {}

    static Problem noColumns(List<String> missing) {
        return new Problem(
                "PAR-4242",
                Culprit.SENDER,
                "The header row lacks what the layout says must be there: "
                        + String.join(", ", missing)
                        + ".",
                "Ask the sender for these columns, or mend the layout if their names have changed.");
    }

    static Problem missing(String column) {
        return new Problem(
                "PAR-4243",
                Culprit.SENDER,
                "There is no value at " + column + ", and the layout says that one must be there.",
                "Ask the sender to fill it in and to send this record again.");
    }

    static Problem form(String column, String form) {
        return new Problem(
                "PAR-4244",
                Culprit.SENDER,
                "The value at " + column + " is not written as the layout says: " + form + ".",
                "Ask the sender to write it so and to send this record again, or mend the layout.");
    }

    static Problem count(long said, long is) {
        return new Problem(
                "PAR-4245",
                Culprit.SENDER,
                "The file says that it has " + said + " records, and it has " + is + ".",
                "What is there was taken; ask the sender whether records are missing.");
    }

    static Problem noCount() {
        return new Problem(
                "PAR-4245",
                Culprit.SENDER,
                "The file does not say how many records it has, or not in a whole number.",
                "What is there was taken; the file may have been cut short: ask for its end.");
    }

    static Problem notOne(String where, int is) {
        return new Problem(
                "PAR-4246",
                Culprit.SENDER,
                "There are " + is + " records at " + where + ", and a message is one.",
                "Let a port over files or sftp take it, which cuts files into records; or ask for one at a time.");
    }

    static Problem noList(String where) {
        return new Problem(
                "PAR-4246",
                Culprit.SENDER,
                "There is no list of records at " + where + ", or something else stands in it.",
                "Ask the sender for the file as agreed, or mend $each in the layout.");
    }

    static Problem tooMany() {
        return new Problem(
                "PAR-4247",
                Culprit.CAPACITY,
                "The record has more values than we take: 9,000 by different names, or 9,000 by one.",
                "Ask the sender for smaller records.");
    }

    static Problem muchAround(int bytes) {
        return new Problem(
                "PAR-4247",
                Culprit.CAPACITY,
                "More than " + bytes + " bytes stand around the list of records.",
                "Ask the sender to put what belongs to a record into it.");
    }
}
