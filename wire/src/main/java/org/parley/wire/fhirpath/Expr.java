package org.parley.wire.fhirpath;

import java.util.List;

/** One compiled step: from a collection to a collection. */
@FunctionalInterface
interface Expr {
    List<Item> eval(Scope scope, List<Item> input);
}
