package org.parley.conformance.validate;

import java.util.List;

/** All that was found in one message. */
public record Report(List<Finding> findings, int left) {
    /** Most findings that are kept for one message. */
    public static final int MAX_FINDINGS = 500;

    public Report {
        findings = List.copyOf(findings);
    }

    /** The verdict on the message. */
    public Verdict verdict() {
        Verdict verdict = Verdict.PASS;
        for (Finding finding : findings) {
            if (finding.level() == Finding.Level.ERROR) {
                return Verdict.FAIL;
            }
            if (finding.level() == Finding.Level.UNDECIDED) {
                verdict = Verdict.UNDECIDED;
            }
        }
        return verdict;
    }
}
