package org.parley.engine.map.fhir.back;

import java.util.List;
import org.parley.engine.map.Site;

/** A data type table where a row uses it. Constants are written only when something else was. */
record Block(List<Row> rows) implements Row.Maker {
    Block {
        rows = List.copyOf(rows);
    }

    @Override
    public boolean make(Run run, Site site, Node base, Node at, Place place) {
        boolean any = false;
        for (Row row : rows) {
            if (!row.constant()) {
                any |= row.apply(run, at, place);
            }
        }
        if (any) {
            for (Row row : rows) {
                if (row.constant()) {
                    row.apply(run, at, place);
                }
            }
        }
        return any;
    }
}
