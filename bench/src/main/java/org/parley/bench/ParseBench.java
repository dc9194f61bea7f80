package org.parley.bench;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;

/**
 * Parse, ten reads, three writes, encode: Parley against HAPI HL7v2 without validation and against
 * a bare byte index (the limit: no escapes, no repetitions, no character sets). Rounds of the three
 * take turns, so that a noisy neighbour hits all.
 */
public final class ParseBench {
    private static final int ROUNDS = 7;
    private static final List<String> READS =
            List.of(
                    "MSH-9.1", "MSH-9.2", "MSH-10", "MSH-4", "PID-3.1", "PID-5.1", "PID-5.2",
                    "PID-7", "PID-8", "PV1-3.1");
    private static final List<Path> READ_PATHS = READS.stream().map(Path::of).toList();
    private static final Path APPLICATION = Path.of("MSH-3");
    private static final Path RECEIVER = Path.of("MSH-5");
    private static final Path SEX = Path.of("PID-8");

    private final List<byte[]> bytes = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final PipeParser hapi;
    private long guard;

    private ParseBench() {
        for (SampleMessages.Sample sample : SampleMessages.mixed(500, 7)) {
            bytes.add(sample.bytes());
            texts.add(new String(sample.bytes(), StandardCharsets.ISO_8859_1));
        }
        HapiContext context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        hapi = context.getPipeParser();
    }

    private int parley() {
        for (byte[] message : bytes) {
            if (!(Message.read(message) instanceof Reading.Good good)) {
                throw new IllegalStateException("a sample is not a message");
            }
            Message read = good.message();
            for (Path path : READ_PATHS) {
                guard += read.textOrEmpty(path).length();
            }
            guard +=
                    read.edit()
                            .set(APPLICATION, "PARLEY")
                            .set(RECEIVER, "LIMS")
                            .set(SEX, "F")
                            .done()
                            .bytes()
                            .length;
        }
        return bytes.size();
    }

    private int hapi() {
        try {
            for (String message : texts) {
                ca.uhn.hl7v2.model.Message read = hapi.parse(message);
                Terser terser = new Terser(read);
                for (String path : HAPI_READS) {
                    String value = terser.get("/." + path);
                    guard += value == null ? 0 : value.length();
                }
                terser.set("/MSH-3", "PARLEY");
                terser.set("/MSH-5", "LIMS");
                terser.set("/.PID-8", "F");
                guard += hapi.encode(read).length();
            }
        } catch (HL7Exception e) {
            throw new IllegalStateException(e);
        }
        return texts.size();
    }

    private static final List<String> HAPI_READS =
            READS.stream().map(path -> path.replace('.', '-')).toList();

    private final int[] fields = new int[8192];

    private int bare() {
        for (byte[] message : bytes) {
            int count = 0;
            for (int i = 0; i < message.length; i++) {
                byte b = message[i];
                if (b == '|' || b == '\r') {
                    fields[count++] = i;
                }
            }
            for (int read = 0; read < READS.size(); read++) {
                int from = fields[read + 2] + 1;
                guard +=
                        new String(
                                        message,
                                        from,
                                        fields[read + 3] - from,
                                        StandardCharsets.ISO_8859_1)
                                .length();
            }
            byte[] out = new byte[message.length + 16];
            int at = 0;
            int from = 0;
            for (int write = 0; write < 3; write++) {
                int field = write * 2 + 1;
                System.arraycopy(message, from, out, at, fields[field] + 1 - from);
                at += fields[field] + 1 - from;
                out[at++] = 'P';
                from = fields[field + 1];
            }
            System.arraycopy(message, from, out, at, message.length - from);
            guard += out.length;
        }
        return bytes.size();
    }

    private interface Work {
        int round();
    }

    private static double perSecond(Work work, double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long done = 0;
        while (System.nanoTime() < end) {
            done += work.round();
        }
        return done / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void run(double seconds) {
        double[] parley = new double[ROUNDS];
        double[] hapi = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        perSecond(this::parley, seconds);
        perSecond(this::hapi, seconds * 2);
        perSecond(this::bare, seconds);
        for (int round = 0; round < ROUNDS; round++) {
            parley[round] = perSecond(this::parley, seconds);
            hapi[round] = perSecond(this::hapi, seconds);
            bare[round] = perSecond(this::bare, seconds);
        }
        row("Parley", median(parley));
        row("HAPI HL7v2 2.6.0, no validation", median(hapi));
        row("bare byte index", median(bare));
        row("Parley / HAPI (limit 60)", median(parley) / median(hapi));
        row("Parley / bare index (limit 0.40)", median(parley) / median(bare));
        if (guard == 42) {
            System.out.println("never");
        }
    }

    private static void row(String what, double value) {
        System.out.println(
                "| "
                        + what
                        + " | "
                        + String.format(Locale.ROOT, value < 1000 ? "%.2f" : "%,.0f/s", value)
                        + " |");
    }

    /** Arguments: seconds for each measurement (default 1). */
    public static void main(String[] arguments) {
        new ParseBench().run(arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1);
    }
}
