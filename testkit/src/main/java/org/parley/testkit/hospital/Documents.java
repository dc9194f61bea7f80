package org.parley.testkit.hospital;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Letters: MDM^T02 with text, or with a scanned page as base64. */
final class Documents {
    private static final double SCANNED = 0.08;
    private static final int SCANS = 8;
    private static final List<String> PLANS =
            List.of(
                    "GP to check U&Es in 1/52. Aspirin 75 mg & clopidogrel 75 mg for 12/12.",
                    "No follow-up. Return if temp >38 or SOB. Weight <50 kg: dose adjusted.",
                    "OPD in 6/52 with CXR; smoking cessation offered (patient's own words: \"not yet\").",
                    "DNAR discussed with family | not completed. Package of care q.d.s. from Monday.");

    private final World world;
    private final Chance chance;
    private final List<byte[]> scans = new ArrayList<>();
    private long nextDocument = 500_000;

    Documents(World world) {
        this.world = world;
        this.chance = world.chance("documents");
        for (int i = 0; i < SCANS; i++) {
            scans.add(scan(8_000 + i * 6_000));
        }
    }

    /** The summary at the end of a stay. */
    void dischargeSummary(Visit v) {
        send(
                v,
                "DS^Discharge summary",
                "Diagnosis: "
                        + (v.diagnosis.isEmpty()
                                ? "not coded"
                                : v.diagnosis.substring(v.diagnosis.indexOf('^') + 1))
                        + ".\nAdmitted under "
                        + v.specialty.title()
                        + ".\nMedicines on discharge: "
                        + medicines(v)
                        + "\nPlan: "
                        + chance.of(PLANS));
    }

    /** The letter after a clinic. */
    void clinicLetter(Visit v) {
        send(
                v,
                "CL^Clinic letter",
                "Seen today in " + v.specialty.title() + " clinic.\n" + chance.of(PLANS));
    }

    private String medicines(Visit v) {
        StringBuilder all = new StringBuilder();
        v.medicines.forEach(m -> all.append(m.product().name()).append("; "));
        return all.isEmpty() ? "none" : all.toString();
    }

    private void send(Visit v, String kind, String body) {
        Patient p = v.patient;
        Draft draft =
                world.post.begin(SystemPort.EPR_DOCUMENTS, Dialect.LETTERS, "MDM^T02^MDM_T02");
        Hl7Text t = draft.text();
        Segments.evn(t, "T02", world.now(), world.now());
        Segments.pid(t, p);
        Segments.shortPv1(t, v);
        boolean scanned = chance.happens(SCANNED);
        t.segment("TXA|1").f(kind).f(scanned ? "AP" : "FT").at(world.now()).raw("|");
        v.consultant.in(t);
        t.f("").at(world.now()).skip(4).f("DOC").raw(nextDocument++).raw("^DICTATE").skip(4);
        t.f("LA").f("U").f("AV");
        if (scanned) {
            byte[] page = chance.of(scans);
            t.segment("OBX|1|ED").f(kind).f("").f("DICTATE^application^pdf^Base64^").bytes(page);
        } else {
            t.segment("OBX|1|FT").f(kind).f("");
            t.t(
                    "Dear Dr "
                            + p.practice.doctor().in(t)
                            + ",\n\nRe: "
                            + p.surname.in(t)
                            + "\n"
                            + body);
            t.text("\n\nYours sincerely,\n" + v.consultant.surname().in(t));
        }
        t.skip(6).raw("F");
        world.post.send(draft, p);
    }

    /** Looks like a page to whoever reads the first bytes only. */
    private byte[] scan(int size) {
        byte[] page = new byte[size];
        byte[] head =
                "%PDF-1.4\n% scanned page of a simulated hospital\n"
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            page[i] = (byte) chance.bits();
        }
        System.arraycopy(head, 0, page, 0, head.length);
        return Base64.getEncoder().encode(Arrays.copyOf(page, size - size % 3));
    }
}
