package org.parley.conformance.score;

import java.util.List;
import java.util.Optional;
import org.parley.conformance.rule.CompiledRule;
import org.parley.conformance.rule.RuleCompiler;
import org.parley.conformance.rule.Rulebook;
import org.parley.conformance.standard.Register;
import org.parley.conformance.standard.Standard;
import org.parley.engine.plan.InPort;

/**
 * What one port is held to, compiled once.
 *
 * @param port the port
 * @param must the words of its {@code must}
 * @param rules each with its standard
 */
public record PortRules(InPort port, List<String> must, List<Asked> rules) {
    public PortRules {
        must = List.copyOf(must);
        rules = List.copyOf(rules);
    }

    /** A rule and the standard that decides on which days it is asked. */
    public record Asked(CompiledRule rule, Standard standard) {}

    /** Compiles the rules of a port; those that nothing it sends can answer are left out. */
    public static PortRules of(
            InPort port,
            List<String> must,
            Rulebook book,
            Register register,
            RuleCompiler compiler) {
        List<Asked> rules =
                book.of(port.speaks().format(), must).stream()
                        .map(rule -> compiler.compile(rule, port.speaks().layout()))
                        .filter(CompiledRule::measurable)
                        .flatMap(rule -> asked(rule, register).stream())
                        .toList();
        return new PortRules(port, must, rules);
    }

    private static Optional<Asked> asked(CompiledRule rule, Register register) {
        return register.find(rule.rule().standard()).map(standard -> new Asked(rule, standard));
    }
}
