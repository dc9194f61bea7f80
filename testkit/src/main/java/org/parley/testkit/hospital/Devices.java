package org.parley.testkit.hospital;

/**
 * Devices: ward observations some hours apart, monitors on intensive care every few minutes (IHE
 * PCD-01), blood gas analysers (ORU^R30) in the emergency department.
 */
final class Devices {
    private static final int MONITOR_SECONDS = 300;

    private final World world;
    private final Chance chance;
    private long nextSample = 26_010_000_000L;

    Devices(World world) {
        this.world = world;
        this.chance = world.chance("devices");
    }

    /** Observes a stay until it is over. */
    void observe(Visit v) {
        boolean intensive =
                v.bed.filter(b -> b.ward().specialty == Specialty.CRITICAL_CARE).isPresent();
        if (!v.onLeave && v.patient.alive()) {
            if (intensive) {
                monitor(v);
            } else {
                ward(v);
            }
        }
        long next = intensive ? MONITOR_SECONDS : chance.between(9_000, 21_600);
        world.agenda.in(
                next,
                () -> {
                    if (!v.over) {
                        observe(v);
                    }
                });
    }

    /** A blood gas, with what such analysers print when they could not measure. */
    void bloodGas(Visit v) {
        Draft draft = world.post.begin(SystemPort.DEVICES_READINGS, Dialect.BLOOD_GAS, "ORU^R30");
        Hl7Text t = draft.text();
        t.segment("PID|||").raw(v.patient.mrn).raw("^^^R9N^MR~||");
        t.text(v.patient.surname.in(t)).raw("^|");
        t.segment("PV1|1|E");
        t.segment("OBR|1||")
                .raw(nextSample++)
                .raw("|VBG||")
                .at(world.now() - 90)
                .skip(6)
                .at(world.now());
        t.f("Venous^^^^^^P").skip(9).f("F");
        int ph = chance.between(7_080, 7_460);
        t.segment("OBX|1|ST|pH^M||")
                .raw(ph / 1000)
                .raw(".")
                .digits(ph % 1000, 3)
                .raw("||7.35 - 7.45");
        t.f(ph < 7350 ? "L" : ph > 7450 ? "H" : "").skip(2).f("F").skip(2).at(world.now());
        t.segment("OBX|2|ST|Glu^M||....|mmol/L|||||X|||").time(world.now());
        boolean high = chance.happens(0.05);
        t.segment("OBX|3|NM|cLac^M||")
                .raw(high ? ">15" : Laboratory.decimal(0.6 + chance.unit() * 4, 1));
        t.f("mmol/L").f("0.5 - 1.6").f(high ? "HH" : "").skip(2).f("F").skip(2).at(world.now());
        world.post.send(draft, v.patient);
    }

    private void ward(Visit v) {
        Draft draft =
                world.post.begin(
                        SystemPort.DEVICES_READINGS, Dialect.WARD_OBSERVATIONS, "ORU^R01^ORU_R01");
        Hl7Text t = draft.text();
        Segments.devicePid(t, v.patient);
        Segments.shortPv1(t, v);
        t.segment("OBR|1||").raw(nextSample++).raw("|NEWS2^Vital signs^L|||").time(world.now());
        t.skip(17).f("").raw("F");
        int breaths = 12 + chance.below(14);
        int saturation = 90 + chance.below(11);
        row(t, 1, "RESP^Respiratory rate^L", breaths, "/min", breaths > 20);
        row(t, 2, "SPO2^Oxygen saturation^L", saturation, "%", saturation < 94);
        row(t, 3, "NIBPS^Systolic blood pressure^L", 95 + chance.below(75), "mm[Hg]", false);
        row(t, 4, "NIBPD^Diastolic blood pressure^L", 50 + chance.below(45), "mm[Hg]", false);
        row(t, 5, "PULSE^Pulse^L", 55 + chance.below(70), "/min", false);
        t.segment("OBX|6|NM|TEMP^Temperature^L||3").raw(6 + chance.below(3)).raw(".");
        t.raw(chance.below(10)).f("Cel").skip(4).f("F").skip(2).at(world.now());
        t.segment("OBX|7|ST|AVPU^Consciousness^L||").raw(chance.happens(0.95) ? "A" : "V");
        t.skip(6).raw("F").skip(2).at(world.now());
        row(t, 8, "NEWS2^NEWS2 total^L", chance.below(8), "", false);
        world.post.send(draft, v.patient);
    }

    private void row(Hl7Text t, int i, String code, int value, String unit, boolean abnormal) {
        t.segment("OBX").f(i).f("NM").f(code).f("").f(value).f(unit).f("").f(abnormal ? "A" : "");
        t.skip(2).f("F").skip(2).at(world.now());
    }

    private void monitor(Visit v) {
        Draft draft =
                world.post.begin(SystemPort.DEVICES_READINGS, Dialect.MONITORS, "ORU^R01^ORU_R01");
        Hl7Text t = draft.text();
        long now = world.now();
        Segments.devicePid(t, v.patient);
        Segments.shortPv1(t, v);
        t.segment("OBR|1").f(nextSample).raw("^MON_GW^00A037009A000001^EUI-64").f(nextSample++);
        t.raw("^MON_GW^00A037009A000001^EUI-64|182777000^monitoring of patient^SCT||");
        zoned(t.skip(1), now - 5);
        zoned(t.skip(1), now);
        t.segment("OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X|||||||MON");
        t.raw(v.bed.map(Bed::number).orElse(0)).raw("^^0A0037009A0001AB^EUI-64");
        metric(
                t,
                2,
                "147842^MDC_ECG_HEART_RATE",
                60 + chance.below(80),
                "264864^MDC_DIM_BEAT_PER_MIN",
                "60-100");
        metric(
                t,
                3,
                "150456^MDC_PULS_OXIM_SAT_O2",
                88 + chance.below(13),
                "262688^MDC_DIM_PERCENT",
                "94-100");
        metric(
                t,
                4,
                "150021^MDC_PRESS_BLD_NONINV_SYS",
                85 + chance.below(80),
                "266016^MDC_DIM_MMHG",
                "");
        metric(
                t,
                5,
                "151562^MDC_RESP_RATE",
                10 + chance.below(25),
                "264928^MDC_DIM_RESP_PER_MIN",
                "");
        t.segment("OBX|6|NA|131329^MDC_ECG_ELEC_POTL_I^MDC|1.7.4.131329|");
        for (int i = 0; i < 32; i++) {
            t.raw(i == 0 ? "" : "^").raw(chance.between(-4, 9));
        }
        t.f("266418^MDC_DIM_MICRO_VOLT^MDC").skip(4).f("R");
        zoned(t.skip(3), now);
        world.post.send(draft, v.patient);
    }

    private void metric(Hl7Text t, int i, String code, int value, String unit, String range) {
        t.segment("OBX").f(i).f("NM").f(code).raw("^MDC").f("1.7.4.").raw(i).f(value);
        t.f(unit).raw("^MDC").f(range).f("").skip(2).f("R");
        zoned(t.skip(3), world.now());
    }

    private static void zoned(Hl7Text t, long time) {
        t.time(time).raw(WallTime.offset(time).getTotalSeconds() == 0 ? "+0000" : "+0100");
    }
}
