package org.parley.engine.map;

import java.util.Optional;
import org.parley.engine.route.Conditions;

/**
 * A compiled row of a mapping table.
 *
 * @param site where it stands
 * @param action what it does
 * @param when for which messages, segments or repetitions; empty for all
 */
record Row(Site site, Action action, Optional<Conditions.Compiled> when) {}
