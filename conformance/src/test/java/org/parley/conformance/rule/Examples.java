package org.parley.conformance.rule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.InPort.Speaks;
import org.parley.engine.plan.Layout;
import org.parley.wire.fhir.JsonReader;

/** Asks rules about their own examples. */
final class Examples {
    static final Instant RECEIVED = Instant.parse("2026-03-01T10:15:01Z");
    static final RuleCompiler COMPILER = new RuleCompiler();
    private static final Optional<Layout> ROSTER = roster();

    private Examples() {}

    /** One thing that a rule says of itself. */
    record Case(String what, String message, Result due) {}

    private static Optional<Layout> roster() {
        Path trust = Path.of("../trust");
        if (Configuration.read(trust, "local", Environment.withoutSecrets())
                instanceof Configuration.Good good) {
            return good.loaded().plan().port("eroster.shifts").orElseThrow().speaks().layout();
        }
        throw new AssertionError("the example trust cannot be read");
    }

    static Speaks speaks(Format format) {
        return new Speaks(
                format,
                Optional.empty(),
                StandardCharsets.ISO_8859_1,
                Speaks.USUAL_ZONE,
                format == Format.CSV ? ROSTER : Optional.empty());
    }

    static List<Case> cases(Rule rule) {
        Rule.Examples examples = rule.examples();
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("passes", examples.passes(), Result.PASS));
        examples.alsoPasses().forEach(c -> cases.add(new Case(c, examples.with(c), Result.PASS)));
        examples.fails().forEach(c -> cases.add(new Case(c, examples.with(c), Result.FAIL)));
        examples.notAsked()
                .forEach(c -> cases.add(new Case(c, examples.with(c), Result.NOT_ASKED)));
        return cases;
    }

    static CompiledRule compile(Rule rule) {
        return COMPILER.compile(rule, rule.format() == Format.CSV ? ROSTER : Optional.empty());
    }

    static Subject subject(Format format, String message) {
        return subject(format, message.getBytes(StandardCharsets.UTF_8));
    }

    static Subject subject(Format format, byte[] message) {
        return Subject.of(speaks(format), message, RECEIVED, new JsonReader());
    }

    /** What an example gives that it should not; empty when all is as stated. */
    static List<String> wrong(Rule rule) {
        List<String> wrong = new ArrayList<>();
        List<Case> cases;
        CompiledRule compiled;
        try {
            compiled = compile(rule);
            cases = cases(rule);
        } catch (RuntimeException e) {
            return List.of(rule.id() + ": " + e.getMessage());
        }
        for (Case each : cases) {
            Result result = compiled.ask(subject(rule.format(), each.message())).result();
            if (result != each.due()) {
                wrong.add(
                        rule.id()
                                + ": "
                                + each.what()
                                + " gives "
                                + result
                                + ", not "
                                + each.due());
            }
        }
        return wrong;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
