package org.parley.conformance.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that says another thing than it should is noticed by its own examples. */
final class MutantsTest {
    @Test
    void everyMutatedRuleIsNoticedByItsExamples() {
        List<String> survivors = new ArrayList<>();
        int mutants = 0;
        for (Rule rule : Rulebook.load().all()) {
            for (Rule mutant : Mutants.of(rule)) {
                mutants++;
                if (Examples.wrong(mutant).isEmpty()) {
                    survivors.add(
                            rule.id()
                                    + " each "
                                    + mutant.each()
                                    + " when "
                                    + mutant.when()
                                    + " asks "
                                    + mutant.asks());
                }
            }
        }
        assertThat(mutants).isGreaterThan(700);
        assertThat(survivors).isEmpty();
    }

    @Test
    void aConditionIsChangedInEveryWay() {
        assertThat(Mutants.texts("A-1 valued and (B-2.1 in (X, Y) or C-3 is date)"))
                .contains(
                        "A-1 valued or (B-2.1 in (X, Y) or C-3 is date)",
                        "(B-2.1 in (X, Y) or C-3 is date)",
                        "A-1 valued",
                        "A-1 valued and (C-3 is date)",
                        "A-1 valued and (B-2.1 in (X, Y))",
                        "A-1 not valued and (B-2.1 in (X, Y) or C-3 is date)",
                        "A-1 valued and (B-2.1 not in (X, Y) or C-3 is date)",
                        "A-1 valued and (B-2.1 in (X) or C-3 is date)",
                        "A-1 valued and (B-2.1 in (X, Y) or C-3 is not date)");
    }
}
