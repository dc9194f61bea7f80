package org.parley.engine.journal;

import java.util.Optional;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The problems of the journal, PAR-2000 to PAR-2099; docs/problems/journal.md lists them. */
final class JournalProblems {
    private static final String COPY_FIRST =
            "Stop the engine, copy the whole directory before anything else, run `parley journal"
                    + " verify` on it to see what is readable, and check the disk's own health.";

    private JournalProblems() {}

    static Problem full(String place, long free, long reserve) {
        return new Problem(
                "PAR-2001",
                Culprit.CAPACITY,
                "The journal takes no new messages: "
                        + place
                        + " has "
                        + free
                        + " bytes left and keeps "
                        + reserve
                        + " for waiting deliveries.",
                "Free space, raise the budget or shorten the retention; it resumes by itself.");
    }

    static Problem writeFailed(String place, Throwable cause) {
        return new Problem(
                "PAR-2002",
                Culprit.PARLEY,
                "The disk of "
                        + place
                        + " failed to write ("
                        + cause.getClass().getSimpleName()
                        + "); what was not acknowledged is not safe and nothing more is taken.",
                "Check the disk, then restart the engine; senders send again what was not"
                        + " acknowledged.");
    }

    static Problem closed(String place) {
        return new Problem(
                "PAR-2003",
                Culprit.PARLEY,
                "The journal in " + place + " is closed.",
                "Wait until the engine has started again.");
    }

    static Problem inUse(String place) {
        return new Problem(
                "PAR-2004",
                Culprit.CONFIG,
                "The journal in " + place + " is open in another engine.",
                "Stop the other engine or give this one its own --data directory.");
    }

    static Problem tooLarge(long bytes) {
        return new Problem(
                "PAR-2005",
                Culprit.SENDER,
                "A message of "
                        + bytes
                        + " bytes is larger than the journal takes ("
                        + Layout.BODY_BYTES
                        + ").",
                "Ask the sender to split it or to send a link to the document.");
    }

    static Problem spoolUnreadable(Throwable cause) {
        return new Problem(
                "PAR-2006",
                Culprit.PARLEY,
                "The spool file of a large message could not be read ("
                        + cause.getClass().getSimpleName()
                        + "); the message was not taken.",
                "Check the disk that holds the spool directory; the sender sends it again.");
    }

    static Problem noRoom(String place, String why) {
        return new Problem(
                "PAR-2007",
                Culprit.CAPACITY,
                "The journal in " + place + " has no room for another segment (" + why + ").",
                "Free space at once: even the outcomes of deliveries cannot be written.");
    }

    static Problem trimmed(long position, long first) {
        return new Problem(
                "PAR-2008",
                Culprit.CONFIG,
                "Position "
                        + position
                        + " was removed by retention; the journal starts at "
                        + first
                        + ".",
                "Start the reader from the first position that is left, or keep entries longer.");
    }

    static Problem unreadable(String file, long position, Throwable cause) {
        return new Problem(
                "PAR-2009",
                Culprit.PARLEY,
                "The disk failed to read "
                        + file
                        + " for position "
                        + position
                        + " ("
                        + cause.getClass().getSimpleName()
                        + ").",
                COPY_FIRST);
    }

    static Problem damaged(String file, BadBytes bad) {
        return new Problem(
                "PAR-2010",
                Culprit.PARLEY,
                "The journal is damaged in "
                        + file
                        + " at offset "
                        + bad.offset()
                        + ", position "
                        + bad.position()
                        + ": "
                        + bad.what()
                        + ".",
                COPY_FIRST);
    }

    static Problem badHeader(String file, BadBytes bad) {
        return new Problem(
                "PAR-2011",
                Culprit.PARLEY,
                "The journal is damaged in "
                        + file
                        + " at offset "
                        + bad.offset()
                        + ": "
                        + bad.what()
                        + ".",
                COPY_FIRST);
    }

    static Problem missing(String file, String why) {
        return new Problem(
                "PAR-2012",
                Culprit.PARLEY,
                "The journal file " + file + " is missing: " + why + ".",
                "Stop the engine and put the file back from where it was moved or from a copy.");
    }

    static Problem endMissing(String file, long offset, long position, String what) {
        return new Problem(
                "PAR-2013",
                Culprit.PARLEY,
                "The journal is damaged in "
                        + file
                        + " at offset "
                        + offset
                        + ", position "
                        + position
                        + ": "
                        + what
                        + "; what stood there was durable and is not readable.",
                COPY_FIRST);
    }

    static Problem cut(String file, long offset, long position, long bytes, Optional<String> kept) {
        return new Problem(
                "PAR-2014",
                Culprit.PARLEY,
                "The engine stopped while it was writing: an incomplete batch in "
                        + file
                        + " at offset "
                        + offset
                        + ", from position "
                        + position
                        + ", about "
                        + bytes
                        + " bytes, was cut; nothing of it is known to have been"
                        + " acknowledged.",
                "Nothing to do when the machine stopped hard; "
                        + kept.map(copy -> "a copy is kept in " + copy + ".")
                                .orElse("there was no room on the disk to keep a copy."));
    }

    static Problem unfinished(String file, long offset, long position) {
        return new Problem(
                "PAR-2018",
                Culprit.PARLEY,
                "After the last whole batch in "
                        + file
                        + ", at offset "
                        + offset
                        + ", position "
                        + position
                        + ", there are bytes of one that is not finished.",
                "Nothing to do beside a running engine; otherwise the next start cuts it and says"
                        + " so.");
    }

    static Problem markUnreadable(String file) {
        return new Problem(
                "PAR-2015",
                Culprit.PARLEY,
                "The file "
                        + file
                        + ", which notes how far the journal was durable, cannot be"
                        + " read; a damaged last batch could not be told from an incomplete one.",
                "Nothing to do for the journal itself; it is written anew. Check the disk.");
    }

    static Problem foreign(String file) {
        return new Problem(
                "PAR-2016",
                Culprit.CONFIG,
                "The file " + file + " belongs to another journal.",
                "Stop the engine and move the file back to where it came from.");
    }

    static Problem cannotOpen(String place, Throwable cause) {
        return new Problem(
                "PAR-2017",
                Culprit.CONFIG,
                "The journal directory "
                        + place
                        + " cannot be used ("
                        + cause.getClass().getSimpleName()
                        + ": "
                        + cause.getMessage()
                        + ").",
                "Check that it exists, that the engine's user may write it and that the disk is"
                        + " well.");
    }
}
