package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Compares what envelopes say with what is in them. */
final class BatchCounts {
    /** Most problems of one batch; the rest is counted in the last. */
    static final int MAX_PROBLEMS = 100;

    private static final String COUNT_REMEDY =
            "Nothing was dropped; ask the sender whether messages are missing.";
    private static final String ENVELOPE_REMEDY =
            "Nothing was dropped; ask the sender to close each envelope that it opens.";

    private final List<Problem> problems = new ArrayList<>();
    private boolean inFile;
    private boolean inBatch;
    private int batches;
    private int inThisBatch;
    private int more;

    void file(int line) {
        if (inFile || inBatch) {
            unclosed("FHS", line);
        }
        inFile = true;
        inBatch = false;
        batches = 0;
        inThisBatch = 0;
    }

    void batch(int line) {
        if (inBatch) {
            unclosed("BHS", line);
        }
        inBatch = true;
        inThisBatch = 0;
        batches++;
    }

    void message() {
        inThisBatch++;
    }

    void batchEnds(int line, boolean said, Optional<Integer> count) {
        if (!inBatch) {
            stray("BTS", line);
        }
        int there = inThisBatch;
        if (said && count.filter(each -> each == there).isEmpty()) {
            add(
                    "PAR-1050",
                    "BTS-1 on line "
                            + line
                            + " says "
                            + count.map(String::valueOf).orElse("what is no number")
                            + ", but there are "
                            + there
                            + " messages in the batch.",
                    COUNT_REMEDY);
        }
        inBatch = false;
        inThisBatch = 0;
    }

    void fileEnds(int line, boolean said, Optional<Integer> count) {
        if (inBatch) {
            unclosed("FTS", line);
        }
        if (!inFile) {
            stray("FTS", line);
        }
        int there = batches;
        boolean agrees =
                count.filter(each -> each == there || (there == 0 && each == 1)).isPresent();
        if (said && !agrees) {
            add(
                    "PAR-1051",
                    "FTS-1 on line "
                            + line
                            + " says "
                            + count.map(String::valueOf).orElse("what is no number")
                            + ", but there are "
                            + there
                            + " batches in the file.",
                    COUNT_REMEDY);
        }
        inFile = false;
        inBatch = false;
        batches = 0;
        inThisBatch = 0;
    }

    void junk(int line) {
        add(
                "PAR-1053",
                "From line " + line + " on there is text that is neither message nor envelope.",
                "It was kept with the batch but not read; ask the sender what it is.");
    }

    void end(int messages) {
        if (inBatch || inFile) {
            add(
                    "PAR-1052",
                    "The batch ends without " + (inBatch ? "BTS" : "FTS") + ".",
                    "Ask the sender whether the file was sent whole.");
        }
        if (messages == 0) {
            add("PAR-1054", "There is no message in the batch.", "Ask the sender what it meant.");
        }
    }

    private void unclosed(String name, int line) {
        add(
                "PAR-1052",
                name + " on line " + line + " comes before the envelope above it was closed.",
                ENVELOPE_REMEDY);
    }

    private void stray(String name, int line) {
        add(
                "PAR-1052",
                name + " on line " + line + " closes an envelope that was not opened.",
                ENVELOPE_REMEDY);
    }

    private void add(String code, String text, String remedy) {
        if (problems.size() < MAX_PROBLEMS - 1) {
            problems.add(new Problem(code, Culprit.SENDER, text, remedy));
        } else {
            more++;
        }
    }

    List<Problem> problems() {
        if (more > 0) {
            problems.add(
                    new Problem(
                            "PAR-1055",
                            Culprit.SENDER,
                            "There are " + more + " more problems in this batch.",
                            "Mend the first ones with the sender."));
        }
        return problems;
    }
}
