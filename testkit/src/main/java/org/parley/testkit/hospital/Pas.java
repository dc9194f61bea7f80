package org.parley.testkit.hospital;

import java.util.Optional;
import java.util.Set;

/** The patient administration system: every ADT message of the hospital is written here. */
final class Pas {
    private final World world;
    private final Chance chance;

    Pas(World world) {
        this.world = world;
        this.chance = world.chance("pas");
    }

    /** A01, A04, A05, A08, A13: the whole patient and the visit, with the UK's own segments. */
    void visit(String event, Visit v, long occurred, Set<Mark> marks) {
        Draft draft = begin(event, "ADT_A01", occurred);
        Hl7Text t = draft.text();
        Segments.pasPid(t, v.patient);
        Segments.pd1(t, v.patient);
        Segments.nk1(t, v.patient);
        Segments.pv1(t, v);
        if (!v.diagnosis.isEmpty()) {
            t.segment("PV2||").f(v.diagnosis).raw("^ICD10");
        }
        Segments.allergies(t, v.patient);
        if (!v.diagnosis.isEmpty()) {
            t.segment("DG1|1|").f(v.diagnosis).raw("^ICD10|").at(occurred).f("A");
        }
        uk(t, v);
        world.post.send(draft, v.patient.mrn, Optional.empty(), marks);
    }

    void visit(String event, Visit v) {
        visit(event, v, world.now(), Set.of());
    }

    /** A02, A03, A11, A12, A21, A22: the patient in short and the visit. */
    void move(String event, Visit v) {
        String structure =
                switch (event) {
                    case "A03" -> "ADT_A03";
                    case "A11", "A21", "A22" -> event.equals("A11") ? "ADT_A09" : "ADT_A21";
                    case "A12" -> "ADT_A12";
                    default -> "ADT_A02";
                };
        Draft draft = begin(event, structure, world.now());
        Hl7Text t = draft.text();
        Segments.pasPid(t, v.patient);
        Segments.pd1(t, v.patient);
        Segments.pv1(t, v);
        if (event.equals("A03")) {
            uk(t, v);
        }
        world.post.send(draft, v.patient);
    }

    /** A28, A31: the person. */
    void person(String event, Patient p) {
        Draft draft = begin(event, "ADT_A05", world.now());
        Hl7Text t = draft.text();
        Segments.pasPid(t, p);
        Segments.pd1(t, p);
        Segments.nk1(t, p);
        t.segment("PV1|1|N");
        Segments.allergies(t, p);
        world.post.send(draft, p);
    }

    /** A40, or A34 as older systems say it: the second was the first all along. */
    void merge(Patient stays, Patient goes) {
        boolean old = chance.happens(0.2);
        Draft draft = begin(old ? "A34" : "A40", old ? "ADT_A30" : "ADT_A39", world.now());
        Hl7Text t = draft.text();
        Segments.pasPid(t, stays);
        Segments.pd1(t, stays);
        t.segment("MRG").f(goes.mrn).raw("^^^R9N^MR");
        goes.oldMrn.ifPresent(more -> t.raw("~").raw(more).raw("^^^R9N02^MR"));
        world.post.send(draft, stays, goes);
    }

    /** A17: two patients have changed beds. */
    void swap(Visit one, Visit two) {
        Draft draft = begin("A17", "ADT_A17", world.now());
        Hl7Text t = draft.text();
        Segments.pasPid(t, one.patient);
        Segments.pv1(t, one);
        Segments.pasPid(t, two.patient);
        Segments.pv1(t, two);
        world.post.send(draft, one.patient, two.patient);
    }

    private Draft begin(String event, String structure, long occurred) {
        Draft draft =
                world.post.begin(SystemPort.PAS_ADT, Dialect.PAS, "ADT^" + event + "^" + structure);
        Segments.evn(draft.text(), event, world.now(), occurred);
        return draft;
    }

    /** The Z segments that HL7 UK added: pass them through. */
    private void uk(Hl7Text t, Visit v) {
        if (v.patientClass.equals("O")) {
            return;
        }
        t.segment("ZU1").at(v.began).f("1").f(chance.happens(0.9) ? "C" : "R").at(v.began);
        t.skip(3).f(v.specialty.code()).skip(4).f("1");
        if (v.patientClass.equals("E")) {
            t.segment("ZU3").f("00").raw(chance.between(1, 9)).f("03");
            t.f(chance.between(1, 5)).skip(5).f("Normal").f("8b");
        }
        t.segment("ZU8|Z|1|No");
    }
}
