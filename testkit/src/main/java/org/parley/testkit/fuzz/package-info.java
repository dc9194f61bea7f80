/**
 * Targets for a fuzzer: each parser that meets foreign bytes. Whatever the bytes are, a parser
 * gives a value or problems, and nothing else; scripts/fuzz runs them, and FuzzCorpusTest runs
 * every input that was ever kept.
 */
@NullMarked
package org.parley.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
