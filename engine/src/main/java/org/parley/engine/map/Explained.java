package org.parley.engine.map;

import java.util.List;
import java.util.Map;
import org.parley.engine.plan.Mapping;
import org.parley.wire.hl7v2.Message;

/** A map that can tell what each of its rows did. */
public interface Explained extends Mapping {
    /** Where every row of the trust stands, those that an overlay replaced left out. */
    List<Site> rows();

    /** Runs the map and tells what each row did and what was lost. Slower than {@link #apply}. */
    Explanation explain(Message message);

    /** How often each row fired over some messages; rows that never did are there with 0. */
    Map<Site, Integer> coverage(List<Message> messages);
}
