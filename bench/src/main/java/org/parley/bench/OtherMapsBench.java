package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.feed.FeedMap;
import org.parley.engine.map.feed.FeedMaps;
import org.parley.engine.map.feed.LayoutReader;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.map.fhir.back.BackMap;
import org.parley.engine.map.fhir.back.BackMaps;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/**
 * The way back from FHIR to v2, and a row of a roster to FHIR, one thread, against the way there of
 * an admission in the same run. Then the way back of results of 1,000 to 8,000 OBX, to see whether
 * the cost of one grows.
 */
public final class OtherMapsBench {
    private static final int ROUNDS = 7;
    private static final String LAYOUT =
            """
            column,name,must,as
            $record,roster,,
            StaffId,staff-id,,
            Surname,surname,,
            Forename,forename,,
            Ward,ward,yes,
            ShiftStart,start,yes,iso
            ShiftEnd,end,yes,iso
            Role,role,yes,
            'R9N',organisation,,
            """;
    private static final byte[] ROW =
            """
            StaffId,Surname,Forename,Ward,ShiftStart,ShiftEnd,Role
            N90001,Whitlock,Jo,W7,2026-04-13T07:30,2026-04-13T20:00,Registered nurse
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final FhirMap there = FhirMapBench.compiled();
    private final BackMap back = back();
    private final FeedMap roster = roster();
    private long guard;

    private OtherMapsBench() {}

    private static MapSource nothing() {
        return new MapSource() {
            @Override
            public Optional<byte[]> read(String file) {
                return Optional.empty();
            }

            @Override
            public List<String> files() {
                return List.of();
            }
        };
    }

    private static BackMap back() {
        return switch (BackMaps.compile(List.of(), nothing(), Library.back())) {
            case BackMaps.Compilation.Ok ok -> ok.map();
            case BackMaps.Compilation.Wrong wrong ->
                    throw new IllegalStateException(wrong.problems().toString());
        };
    }

    private static FeedMap roster() {
        byte[] layout = LAYOUT.getBytes(StandardCharsets.UTF_8);
        if (!(LayoutReader.read("roster-1", Format.CSV, layout)
                instanceof LayoutReader.Read.Ok read)) {
            throw new IllegalStateException("the layout is wrong");
        }
        return switch (FeedMaps.compile(
                List.of(FeedMaps.UK_CORE),
                read.layout(),
                nothing(),
                Library.standard(),
                Settings.usual())) {
            case FeedMaps.Compilation.Ok ok -> ok.map();
            case FeedMaps.Compilation.Wrong wrong ->
                    throw new IllegalStateException(wrong.problems().toString());
        };
    }

    private byte[] bundle(byte[] bytes) {
        if (Message.read(bytes) instanceof Reading.Good good
                && there.apply(good.message()) instanceof Mapped.Content(byte[] json)) {
            return json;
        }
        throw new IllegalStateException("a sample cannot be mapped");
    }

    private static int mapped(Mapping map, byte[] body) {
        return switch (map.apply(body, Defaults.usual())) {
            case Mapped.Messages(List<Message> messages) -> messages.getFirst().view().length;
            case Mapped.Content(byte[] bytes) -> bytes.length;
            case Mapped.Impossible(var problem) ->
                    throw new IllegalStateException(problem.toString());
        };
    }

    private double perSecond(IntSupplier work, double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long done = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 100; i++) {
                guard += work.getAsInt();
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
        byte[] admission = FhirMapBench.bytes(FhirMapBench.ADMISSION);
        byte[] json = bundle(admission);
        List<IntSupplier> ways =
                List.of(
                        () -> bundle(admission).length,
                        () -> mapped(back, json),
                        () -> mapped(roster, ROW));
        double[][] rates = new double[ways.size()][ROUNDS];
        ways.forEach(way -> perSecond(way, seconds * 2));
        for (int round = 0; round < ROUNDS; round++) {
            for (int way = 0; way < ways.size(); way++) {
                rates[way][round] = perSecond(ways.get(way), seconds);
            }
        }
        row("ADT A01 to its Bundle", median(rates[0]));
        row("that Bundle back to an ADT A01", median(rates[1]));
        row("a row of a roster to its Bundle", median(rates[2]));
        row("back / there", median(rates[1]) / median(rates[0]));
        row("roster / there", median(rates[2]) / median(rates[0]));
        for (int count = 1_000; count <= 8_000; count *= 2) {
            byte[] result = bundle(FhirMapBench.result(count));
            guard += mapped(back, result) + mapped(back, result);
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                guard += mapped(back, result);
            }
            row(count + " OBX back, µs for each", (System.nanoTime() - start) / 5.0 / count / 1e3);
        }
        if (guard == 42) {
            System.out.println("never");
        }
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
        new OtherMapsBench().run(arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1);
    }
}
