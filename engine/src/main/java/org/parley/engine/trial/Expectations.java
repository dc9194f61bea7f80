package org.parley.engine.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.config.TestDocument;
import org.parley.engine.config.TestDocument.AtPort;
import org.parley.engine.config.TestDocument.Expectation;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.InPort;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;

/** What a test says must hold in the end, against what happened. */
final class Expectations {
    /** Problems, or messages that differ, that one failure tells of. */
    private static final int MOST = 5;

    private final TestDocument test;
    private final Course course;
    private final Goldens goldens;
    private final List<String> failures = new ArrayList<>();

    private Expectations(TestDocument test, Course course, Goldens goldens) {
        this.test = test;
        this.course = course;
        this.goldens = goldens;
    }

    /** What does not hold; each begins with where. */
    static List<String> failures(
            TestDocument test, Course course, List<String> destinations, Goldens goldens) {
        Expectations all = new Expectations(test, course, goldens);
        test.then().forEach(all::check);
        all.unsaid(destinations);
        return all.failures;
    }

    private void fail(String at, String what) {
        failures.add("at " + at + ": " + what);
    }

    private void check(Expectation expected) {
        if (expected.at().equals(course.port().name())) {
            port(expected.at(), expected.port());
            return;
        }
        String at = expected.at();
        List<Visit> accepted = course.accepted(test.route(), at);
        expected.count().ifPresent(n -> number(at, "delivered", n, accepted.size()));
        expected.parked().ifPresent(n -> parked(at, n));
        expected.because().ifPresent(code -> because(at, code));
        expected.waiting().ifPresent(n -> number(at, "waiting in the end", n, waiting(at)));
        if (expected.inOrder()) {
            order(at, accepted);
        }
        expected.within().ifPresent(limit -> within(at, limit, accepted));
        expected.where().forEach((path, value) -> where(at, path, value, accepted));
        if (!expected.golden().isEmpty()) {
            failures.addAll(goldens.check(at, expected.golden(), inOrderGiven(accepted)));
        }
    }

    private void number(String at, String what, long expected, long is) {
        if (expected != is) {
            fail(at, "%d %s, expected %d".formatted(is, what, expected));
        }
    }

    private void port(String at, AtPort expected) {
        Book.PortLine line = portLine();
        int before = failures.size();
        number(at, "refused", expected.refused().orElse(0), line.refused());
        if (failures.size() > before) {
            course.refused()
                    .forEach(
                            (p, why) -> failures.add("    " + course.label(p) + ": " + why.text()));
        }
        number(at, "filtered", expected.filtered().orElse(0), line.filtered());
        number(at, "wanted by no route", expected.unwanted().orElse(0), line.unwanted());
    }

    private Book.PortLine portLine() {
        return course.book().ports().stream()
                .filter(line -> line.port().equals(course.port().name()))
                .findFirst()
                .orElse(new Book.PortLine(course.port().name(), 0, 0, 0, 0, 0));
    }

    private List<ParkedDelivery> parked(String at) {
        return course.parked().stream()
                .filter(p -> p.ref().destination().equals(at))
                .filter(p -> p.ref().route().equals(test.route()))
                .toList();
    }

    private void parked(String at, int expected) {
        List<ParkedDelivery> all = parked(at);
        if (all.size() != expected) {
            fail(at, "%d parked, expected %d".formatted(all.size(), expected));
            all.stream()
                    .limit(MOST)
                    .forEach(p ->
                            failures.add(
                                    "    %s: %s %s"
                                            .formatted(
                                                    course.label(p.ref().position()),
                                                    p.problem().code(),
                                                    p.problem().text())));
        }
    }

    private void because(String at, String code) {
        List<ParkedDelivery> all = parked(at);
        if (all.isEmpty()) {
            fail(at, "nothing is parked because of " + code);
        }
        all.stream()
                .filter(p -> !p.problem().code().equals(code))
                .limit(MOST)
                .forEach(p ->
                        fail(
                                at,
                                "%s is parked because of %s, expected %s: %s"
                                        .formatted(
                                                course.label(p.ref().position()),
                                                p.problem().code(),
                                                code,
                                                p.problem().text())));
    }

    private long waiting(String at) {
        return course.book().legs().stream()
                .filter(l -> l.destination().equals(at) && l.route().equals(test.route()))
                .mapToLong(Book.LegLine::waiting)
                .sum();
    }

    private void order(String at, List<Visit> accepted) {
        for (int i = 1; i < accepted.size(); i++) {
            Visit before = accepted.get(i - 1);
            Visit now = accepted.get(i);
            if (before.position() > now.position()) {
                fail(
                        at,
                        "%s came after %s, which was given later"
                                .formatted(
                                        course.label(now.position()),
                                        course.label(before.position())));
                return;
            }
        }
    }

    private void within(String at, Duration limit, List<Visit> accepted) {
        Optional<Visit> last =
                accepted.stream().max((a, b) -> Long.compare(a.answered(), b.answered()));
        if (last.isEmpty()) {
            fail(at, "nothing is delivered, so nothing within " + Spans.text(limit));
        } else if (last.get().answered() > limit.toNanos()) {
            fail(
                    at,
                    "the last one, %s, is delivered after %s, expected within %s"
                            .formatted(
                                    course.label(last.get().position()),
                                    Spans.text(Duration.ofNanos(last.get().answered())),
                                    Spans.text(limit)));
        }
    }

    private void where(String at, Path path, String value, List<Visit> accepted) {
        if (accepted.isEmpty()) {
            fail(at, "nothing is delivered, so nothing where " + path + " is " + value);
        }
        int told = 0;
        for (Visit visit : accepted) {
            String is = value(visit, path);
            if (!is.equals(value) && told++ < MOST) {
                fail(
                        at,
                        "%s has %s %s, expected \"%s\""
                                .formatted(
                                        course.label(visit.position()),
                                        path,
                                        is.isEmpty() ? "empty" : "\"" + is + "\"",
                                        value));
            }
        }
    }

    private String value(Visit visit, Path path) {
        InPort port = course.port();
        return port.speaks().format() == InPort.Format.HL7V2
                        && Message.read(visit.bytes(), port.defaults()) instanceof Reading.Good good
                ? good.message().textOrEmpty(path)
                : "";
    }

    private static List<Visit> inOrderGiven(List<Visit> accepted) {
        return accepted.stream()
                .sorted((a, b) -> Long.compare(a.position(), b.position()))
                .toList();
    }

    /** What the test says nothing about must not happen. */
    private void unsaid(List<String> destinations) {
        if (test.then().stream().noneMatch(e -> e.at().equals(course.port().name()))) {
            port(
                    course.port().name(),
                    new AtPort(Optional.empty(), Optional.empty(), Optional.empty()));
        }
        for (String at : destinations) {
            List<Expectation> here = test.then().stream().filter(e -> e.at().equals(at)).toList();
            if (here.stream().noneMatch(e -> e.parked().isPresent() || e.because().isPresent())) {
                parked(at, 0);
            }
            if (here.stream().noneMatch(e -> e.waiting().isPresent())) {
                number(at, "waiting in the end", 0, waiting(at));
            }
        }
    }
}
