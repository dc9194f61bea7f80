package org.parley.store;

import java.sql.SQLException;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tables cannot be kept for now, or not without a person. */
public final class StoreTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final boolean passing;

    private StoreTrouble(Problem problem, boolean passing, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
        this.passing = passing;
    }

    StoreTrouble(Problem problem) {
        super(problem.toString());
        this.problem = problem;
        this.passing = false;
    }

    /** The database did not do what it was asked; trying again may help. */
    static StoreTrouble database(String reader, SQLException cause) {
        if (cause instanceof SQLiteException busy
                && busy.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
            return new StoreTrouble(otherWriter(reader), true, cause);
        }
        return new StoreTrouble(
                new Problem(
                        "PAR-7101",
                        Culprit.CAPACITY,
                        "The tables of the reader "
                                + reader
                                + " could not be read or written ("
                                + cause.getClass().getSimpleName()
                                + ").",
                        "Look at the database and its disk; it is tried again, and nothing is"
                                + " lost: what waits is in the journal."),
                true,
                cause);
    }

    static Problem otherWriter(String reader) {
        return new Problem(
                "PAR-7102",
                Culprit.CONFIG,
                "Somebody else writes the tables of the reader " + reader + ".",
                "Let only one Parley use this data folder or database.");
    }

    public Problem problem() {
        return problem;
    }

    /** True when trying again later may help. */
    public boolean passing() {
        return passing;
    }
}
