package org.parley.app.map;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.parley.app.Command;
import org.parley.app.Words;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.fhir.JsonLayout;
import org.parley.wire.hl7v2.Message;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley explain}: what each row of a map made of a message, and what no row took. */
public final class ExplainCommand implements Command {
    @Override
    public CommandSpec spec() {
        return TheMap.options(
                        Words.command(
                                "explain",
                                "Says which row of a map made which value of a message, and what no row took. Places only, unless --bundle.",
                                "  ./parley explain trust/in/a01-inpatient.hl7",
                                "  ./parley explain trust/in/a01-inpatient.hl7 --bundle",
                                "  ./parley explain data --position 1200",
                                "  ./parley explain trust/in/roster-ward.csv --trust trust --layout roster-1"))
                .addPositional(
                        Words.argument(
                                0, "FILE", "A file or folder of messages, or a data folder."))
                .addOption(
                        Words.option(
                                "--position",
                                "N",
                                Long.class,
                                "With a data folder: the message at this position alone."))
                .addOption(
                        Words.option(
                                "--layout",
                                "NAME",
                                String.class,
                                "The file is CSV, JSON or XML: its layout in the folder --trust."))
                .addOption(
                        Words.flag("--bundle", "The Bundle instead of the account; patient data."));
    }

    @Override
    public int run(ParseResult words) {
        Optional<String> layout = Words.option(words, "--layout");
        if (layout.isPresent()) {
            return feed(words, layout.get());
        }
        Optional<FhirMap> map = TheMap.of(words);
        if (map.isEmpty()) {
            return CANNOT;
        }
        boolean bundle = Words.flag(words, "--bundle");
        int[] wrong = {0};
        try {
            int bad =
                    Given.each(
                            Words.path(words, 0),
                            Words.option(words, "--position"),
                            message -> wrong[0] += say(map.get(), message, bundle) ? 0 : 1);
            if (bad > 0) {
                System.err.println(bad + " could not be read as messages.");
            }
            return wrong[0] + bad == 0 ? DONE : ANSWER_IS_NO;
        } catch (IOException e) {
            System.err.println("The messages cannot be read: " + e.getMessage());
            return CANNOT;
        }
    }

    private static int feed(ParseResult words, String layout) {
        Optional<TheFeed> feed = TheFeed.of(words, layout);
        if (feed.isEmpty()) {
            return CANNOT;
        }
        boolean bundle = Words.flag(words, "--bundle");
        int wrong = 0;
        try {
            for (TheFeed.Item one : feed.get().records(Words.path(words, 0))) {
                wrong += say(one.head(), one.explained(), bundle) ? 0 : 1;
            }
            return wrong == 0 ? DONE : ANSWER_IS_NO;
        } catch (IOException e) {
            System.err.println("The file cannot be read: " + e.getMessage());
            return CANNOT;
        }
    }

    private static boolean say(FhirMap map, Message message, boolean bundle) {
        String head = message.type() + "^" + message.trigger() + " " + message.controlId();
        return say(head, map.explain(message), bundle);
    }

    private static boolean say(String head, Explanation explained, boolean bundle) {
        if (explained.result() instanceof Mapped.Impossible(var problem)) {
            System.out.println(head + " cannot be mapped: " + problem);
            return false;
        }
        if (bundle && explained.result() instanceof Mapped.Content(byte[] json)) {
            System.out.print(new String(JsonLayout.of(json), StandardCharsets.UTF_8));
            return true;
        }
        System.out.println(head);
        explained.made().forEach(made -> System.out.println("  " + made));
        explained.remarks().forEach(remark -> System.out.println("  look at " + remark));
        explained.dropped().forEach(place -> System.out.println("  no row took " + place));
        return true;
    }
}
