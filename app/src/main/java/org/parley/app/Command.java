package org.parley.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of the command line. */
public interface Command {
    /** It did what was asked. */
    int DONE = 0;

    /** It ran, and the answer is no: lints, failed tests, damage, a refused message. */
    int ANSWER_IS_NO = 1;

    /** It could not run: wrong words, a folder that is not there, a port that is taken. */
    int CANNOT = 2;

    /** Its words, options and example. */
    CommandSpec spec();

    /** Does it; returns the exit code. */
    int run(ParseResult words);
}
