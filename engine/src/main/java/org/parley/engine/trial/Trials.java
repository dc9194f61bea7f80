package org.parley.engine.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.clock.Clock;
import org.parley.engine.config.Loaded;
import org.parley.engine.config.Source;
import org.parley.engine.config.TestDocument;
import org.parley.engine.config.TestDocument.Fault;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Route;

/** Runs the tests of a configuration. */
public final class Trials {
    /** Simulated time that the faults, messages and expectations of one test may cover. */
    static final Duration MAX_SPAN = Duration.ofDays(3_650);

    private final Loaded loaded;
    private final Source files;
    private final Clock clock;
    private final Goldens goldens;
    private final Reached reached;

    /**
     * How to run them.
     *
     * @param only runs tests whose name or route holds this text, whatever its case
     * @param accept writes golden files that differ or are not there
     * @param clock measures real time, for the report alone
     */
    public record Options(Optional<String> only, boolean accept, Clock clock) {
        boolean chooses(TestDocument test) {
            return only.map(text -> text.toLowerCase(Locale.ROOT))
                    .map(text ->
                            (test.name() + "\n" + test.route())
                                    .toLowerCase(Locale.ROOT)
                                    .contains(text))
                    .orElse(true);
        }
    }

    private Trials(Loaded loaded, Source files, Options options) {
        this.loaded = loaded;
        this.files = files;
        this.clock = options.clock();
        Set<String> given = new HashSet<>();
        loaded.tests().forEach(test -> given.addAll(test.given()));
        this.goldens = new Goldens(files, given, options.accept());
        this.reached = new Reached(loaded);
    }

    /**
     * Runs them one after another.
     *
     * @param files where the messages and golden files of the tests are
     */
    public static Report run(Loaded loaded, Source files, Options options) {
        Trials trials = new Trials(loaded, files, options);
        long begin = options.clock().nanoTime();
        List<Report.Result> results =
                loaded.tests().stream().filter(options::chooses).map(trials::run).toList();
        return new Report(
                results,
                options.only().isPresent()
                        ? Optional.empty()
                        : Optional.of(trials.reached.coverage()),
                trials.goldens.log(),
                Duration.ofNanos(options.clock().nanoTime() - begin));
    }

    private Report.Result run(TestDocument test) {
        long begin = clock.nanoTime();
        List<String> failures = new ArrayList<>();
        Duration simulated = Duration.ZERO;
        Optional<Route> route =
                loaded.plan().routes().stream()
                        .filter(r -> r.name().equals(test.route()))
                        .findFirst();
        Optional<InPort> port =
                route.flatMap(r -> loaded.plan().port(test.from().orElse(r.from().getFirst())));
        if (route.isEmpty() || port.isEmpty()) {
            failures.add("the configuration has no such route or port");
        } else {
            List<Given> given = given(test, port.get(), failures);
            if (failures.isEmpty() && tooLong(test, given.size())) {
                failures.add("it covers more than " + Spans.text(MAX_SPAN));
            }
            if (failures.isEmpty()) {
                Course course = new Play(loaded.plan(), test, port.get(), given).play();
                simulated = Duration.ofNanos(course.lasted());
                reached.note(course);
                List<String> to = route.get().legs().stream().map(Route.Leg::destination).toList();
                failures.addAll(Promises.broken(course));
                failures.addAll(
                        Expectations.failures(
                                test, course, to.stream().distinct().toList(), goldens));
            }
        }
        Duration took = Duration.ofNanos(clock.nanoTime() - begin);
        return new Report.Result(test.name(), test.written().place(), simulated, took, failures);
    }

    private List<Given> given(TestDocument test, InPort port, List<String> failures) {
        List<Given> all = new ArrayList<>();
        for (String name : test.given()) {
            Optional<byte[]> bytes = files.file(name);
            if (bytes.isEmpty()) {
                failures.add("the file " + name + " cannot be read");
            } else {
                all.addAll(Given.cut(name, bytes.get(), port));
            }
        }
        return all;
    }

    private static boolean tooLong(TestDocument test, int messages) {
        Duration all = test.every().multipliedBy(messages);
        for (Fault fault : test.faults().values()) {
            all = all.plus(fault.lasts().orElse(Duration.ZERO));
        }
        for (TestDocument.Expectation expectation : test.then()) {
            all = all.plus(expectation.within().orElse(Duration.ZERO));
        }
        return all.compareTo(MAX_SPAN) > 0;
    }
}
