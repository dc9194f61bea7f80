package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/**
 * ADT A01 to a Bundle of FHIR UK Core by the product's tables, one thread, against a streaming
 * converter made by hand for that one message: see {@link HandWritten}. Then results of 1,000 to
 * 8,000 OBX, to see whether the cost of one grows.
 */
public final class FhirMapBench {
    private static final int ROUNDS = 7;

    static final String ADMISSION =
            """
            MSH|^~\\&|PAS|R9N|TIE|R9N|20260301101500||ADT^A01^ADT_A01|NM000023|P|2.4|||AL|NE|GBR|UNICODE UTF-8
            EVN|A01|20260301101500
            PID|1||MR100001^^^R9N^MR~9990000018^^^NHS^NH||FEATHERSTONE^Ivy^^^Mrs^^L||19480217|2|||12 Kiln Lane^^Northmoor^^ZZ99 3AB^GBR^H||01632 960123^PRN^PH
            PD1|||KILN LANE SURGERY^^Z99001|G9999001^MARLOWE^Pat^^^Dr^^^GMP
            PV1|1|I|AMU^BAY1^BED3^R9N01|21||||C9999001^HOLT^Robin^^^Dr^^^GMC||300|||||||||V200001^^^R9N^VN
            """;

    private final FhirMap map;
    private final byte[] admission = bytes(ADMISSION);
    private long guard;

    private FhirMapBench() {
        map = compiled();
    }

    static FhirMap compiled() {
        MapSource nothing =
                new MapSource() {
                    @Override
                    public Optional<byte[]> read(String file) {
                        return Optional.empty();
                    }

                    @Override
                    public List<String> files() {
                        return List.of();
                    }
                };
        return switch (FhirMaps.compile(List.of(), nothing, Library.standard(), Settings.usual())) {
            case FhirMaps.Compilation.Ok ok -> ok.map();
            case FhirMaps.Compilation.Wrong wrong ->
                    throw new IllegalStateException(wrong.problems().toString());
        };
    }

    static byte[] bytes(String lines) {
        return lines.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bundle(byte[] bytes) {
        if (Message.read(bytes) instanceof Reading.Good good
                && map.apply(good.message()) instanceof Mapped.Content(byte[] json)) {
            return json;
        }
        throw new IllegalStateException("a sample cannot be mapped");
    }

    private static byte[] like(String text, String other) {
        return bytes(ADMISSION.replace(text, other));
    }

    /** It is to make what the tables make, of the sample and of others like it. */
    private void same(HandWritten hand, byte[] message) {
        byte[] made = hand.bundle(message);
        int at = Arrays.mismatch(made, bundle(message));
        if (at >= 0) {
            throw new IllegalStateException("made by hand and by tables differ at byte " + at);
        }
    }

    private interface Work {
        int once();
    }

    private double perSecond(Work work, double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long done = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 100; i++) {
                guard += work.once();
            }
            done += 100;
        }
        return done / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void run(double seconds) {
        byte[] expected = bundle(admission);
        HandWritten hand = new HandWritten();
        same(hand, admission);
        same(hand, like("Kiln Lane^", "Kiln \\T\\ Co\"s^"));
        same(hand, like("20260301", "20260701"));
        same(hand, like("|GBR|UNICODE UTF-8", ""));
        same(hand, like("MR100001^^^R9N^MR~", "MR7^^^RXQ^MR~8^^^R9N^MR~"));
        Work tables = () -> bundle(admission).length;
        Work byHand = () -> hand.bundle(admission).length;
        perSecond(tables, seconds * 3);
        perSecond(byHand, seconds * 2);
        double[] first = new double[ROUNDS];
        double[] second = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            first[round] = perSecond(tables, seconds);
            second[round] = perSecond(byHand, seconds);
        }
        row("bytes in", admission.length);
        row("bytes out", expected.length);
        row("by tables", median(first));
        row("by hand", median(second));
        row("tables / hand (limit 0.20)", median(first) / median(second));
        for (int count = 1_000; count <= 8_000; count *= 2) {
            byte[] result = result(count);
            bundle(result);
            bundle(result);
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                guard += bundle(result).length;
            }
            double micros = (System.nanoTime() - start) / 5.0 / count / 1e3;
            row(count + " OBX, µs for each", micros);
        }
        if (guard == 42) {
            System.out.println("never");
        }
    }

    static byte[] result(int count) {
        StringBuilder lines =
                new StringBuilder(
                        """
                        MSH|^~\\&|LABMASTER|PATH|TIE|R9N|20260301101500||ORU^R01^ORU_R01|LM000001|P|2.4
                        PID|1||MR100001^^^R9N^MR||FEATHERSTONE^Ivy||19480217|F
                        ORC|RE|EO1001^EPR|26C0001^LABMASTER||CM
                        OBR|1|EO1001^EPR|26C0001^LABMASTER|UE^Urea and electrolytes^L|||20260301103000|||||||20260301105000||C9999001^HOLT^Robin||||||20260301111500|||F
                        """);
        for (int i = 1; i <= count; i++) {
            lines.append("OBX|")
                    .append(i)
                    .append("|NM|K")
                    .append(i)
                    .append("^Potassium^L||6.4|mmol/L|3.5-5.3|HH|||F\n");
        }
        return bytes(lines.toString());
    }

    private static void row(String what, double value) {
        System.out.println(
                "| "
                        + what
                        + " | "
                        + String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value)
                        + " |");
    }

    /** Arguments: seconds for each measurement (default 1). */
    public static void main(String[] arguments) {
        new FhirMapBench().run(arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1);
    }
}
