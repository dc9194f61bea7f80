package org.parley.app.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.parley.engine.deliver.Sender.Answer;

/**
 * The first page over a small trust with traffic, to look at while working on it and for the
 * browser test. Arguments: port (0 for any), seconds, and {@code calm} for a day without trouble.
 * Prints the address.
 */
final class LookAtIt {
    private static final String[] TRIGGERS = {"A01", "A02", "A08", "A03", "A08", "A99"};

    private LookAtIt() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 120;
        boolean calm = arguments.length > 2 && arguments[2].equals("calm");
        SplittableRandom random = new SplittableRandom(7);
        try (SmallTrust trust =
                new SmallTrust(Files.createTempDirectory(Path.of("target"), "look"), port)) {
            if (!calm) {
                trust.receivers.put(
                        "lims.demographics", m -> new Answer.Unreachable(SmallTrust.REFUSES));
                trust.receivers.put(
                        "wardapp.patients",
                        m ->
                                m.controlId().endsWith("77")
                                        ? new Answer.Rejected("AE", SmallTrust.SAYS_NO)
                                        : new Answer.Accepted("AA", Duration.ofMillis(2)));
            }
            System.out.println(trust.page.address());
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                String mrn = "M" + (100_000 + random.nextInt(900));
                if (i % 4 == 0) {
                    trust.take("lims.results", SmallTrust.oru("L" + i, mrn));
                } else {
                    String trigger = TRIGGERS[random.nextInt(TRIGGERS.length)];
                    trust.take(
                            "pas.adt",
                            SmallTrust.adt(trigger, "P" + (1_000 + i), mrn, "TESTPATIENT^Ann"));
                }
                if (!calm && i % 900 == 450) {
                    trust.take("pas.adt", "This is no message");
                    trust.take("pas.adt", SmallTrust.adt("A28", "U" + i, mrn, "TESTPATIENT^Ann"));
                }
                Thread.sleep(i < 600 ? 2 : 12);
            }
        }
    }
}
