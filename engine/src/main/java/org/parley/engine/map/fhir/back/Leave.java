package org.parley.engine.map.fhir.back;

import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;

/** Left out on purpose, with all that is below. */
record Leave() implements Row.Maker {
    @Override
    public boolean make(Run run, Site site, Node base, Node at, Place place) {
        all(run, site, at.value());
        if (at.shadow() != null) {
            all(run, site, at.shadow());
        }
        return false;
    }

    private static void all(Run run, Site site, Json value) {
        switch (value) {
            case Json.Members members -> {
                for (int i = 0; i < members.size(); i++) {
                    all(run, site, members.value(i));
                }
            }
            case Json.Items items -> {
                for (int i = 0; i < items.size(); i++) {
                    all(run, site, items.value(i));
                }
            }
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ ->
                    run.account().wrote(site, "-", value);
        }
    }
}
