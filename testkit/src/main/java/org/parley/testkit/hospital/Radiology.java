package org.parley.testkit.hospital;

import java.util.List;

/** Radiology: a report in words some hours after the request, sometimes amended. */
final class Radiology {
    private static final List<String> FINDINGS =
            List.of(
                    "The heart is not enlarged. The lungs are clear.\nNo focal consolidation, no pleural effusion.",
                    "No acute intracranial haemorrhage. Midline structures central.\nVentricles & sulci normal for age.",
                    "Patchy opacification of the right base <50 % of the lobe, in keeping with infection.\nSuggest repeat film in 6 weeks.",
                    "Displaced fracture of the neck of the left femur (Garden III). No lesion <2 cm seen elsewhere.",
                    "Gallbladder contains several calculi, largest 11 mm. CBD 5 mm, not dilated.");

    private final World world;
    private final Chance chance;

    Radiology(World world) {
        this.world = world;
        this.chance = world.chance("radiology");
    }

    /** Reports one to 48 hours after the request. */
    void request(Ordering.Order order, String test) {
        long done = order.at() + chance.between(3_600, 60_000);
        String findings = chance.of(FINDINGS);
        world.agenda.at(done, () -> report(order, test, findings, "F"));
        if (chance.happens(0.03)) {
            world.agenda.at(
                    done + chance.between(3_600, 90_000),
                    () ->
                            report(
                                    order,
                                    test,
                                    findings
                                            + "\nADDENDUM: discussed at MDT, no change to the report above.",
                                    "C"));
        }
    }

    private void report(Ordering.Order order, String test, String findings, String status) {
        Draft draft =
                world.post.begin(SystemPort.LIMS_RESULTS, Dialect.RADIOLOGY, "ORU^R01^ORU_R01");
        Hl7Text t = draft.text();
        Visit v = order.visit();
        Segments.labPid(t, v.patient);
        Segments.shortPv1(t, v);
        t.segment("ORC|RE").f(order.number()).raw("^EPR").f("RIS").raw(order.number());
        t.segment("OBR|1").f(order.number()).raw("^EPR").f("RIS").raw(order.number()).f(test);
        t.skip(2).at(order.at() + 1_800).skip(5).t(order.clinicalQuestion()).skip(2).raw("|");
        v.consultant.in(t);
        t.skip(5).at(world.now()).skip(1).f("RAD").f(status);
        int line = 1;
        for (String paragraph : findings.split("\n", -1)) {
            t.segment("OBX").f(line++).f("TX").f(test).f("").t(paragraph).skip(6).raw(status);
        }
        world.post.send(draft, v.patient);
    }
}
