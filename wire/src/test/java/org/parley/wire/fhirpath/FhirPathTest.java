package org.parley.wire.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhir.Json;

/** What the language does without a model; the official cases run in the module conformance. */
final class FhirPathTest {
    private static final Types NO_TYPES =
            new Types() {
                @Override
                public @Nullable List<Variant> element(String type, String name) {
                    return null;
                }

                @Override
                public @Nullable String typeOf(String type, String jsonName) {
                    return null;
                }

                @Override
                public boolean is(String type, String other) {
                    return type.equals(other);
                }

                @Override
                public boolean known(String type) {
                    return false;
                }
            };
    private static final Units NO_UNITS = (BigDecimal value, String unit) -> Optional.empty();

    private static List<Item> evaluate(String expression) {
        Item.Node nothing =
                new Item.Node(Json.Members.of(0, new String[0], new Json[0]), null, "Basic");
        return FhirPath.compile(expression)
                .evaluate(
                        nothing,
                        new FhirPath.Around(
                                nothing,
                                nothing,
                                NO_TYPES,
                                NO_UNITS,
                                Services.NONE,
                                FhirPath.longAgo(),
                                false,
                                Map.of()));
    }

    @Test
    void precedenceIsTheGrammars() {
        assertThat(evaluate("1 + 2 * 3 = 7 and true")).containsExactly(new Item.Bool(true));
        assertThat(evaluate("(1 | 2 | 2 | 3).where($this > 1).count()"))
                .containsExactly(new Item.Int(2));
        assertThat(evaluate("{} or true")).containsExactly(new Item.Bool(true));
        assertThat(evaluate("{} and true")).isEmpty();
    }

    @Test
    void aRegularExpressionThatNeverEndsIsStopped() {
        assertThatThrownBy(() -> evaluate("'" + "a".repeat(60) + "!'.matches('^(.*a){25}b')"))
                .isInstanceOf(FhirPathException.class);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (String bad :
                List.of("", "1 +", "(1", "'a", "a.b(", "1 2", "$that", "/* x", "(".repeat(5_000))) {
            assertThatThrownBy(() -> FhirPath.compile(bad))
                    .as(bad.length() > 20 ? "long" : bad)
                    .isInstanceOf(FhirPathException.class);
        }
    }

    @Test
    void partOfADateIsComparedAsFarAsItIsKnown() {
        assertThat(evaluate("@2026-01 < @2026-02-01")).containsExactly(new Item.Bool(true));
        assertThat(evaluate("@2026-01 = @2026-01-15")).isEmpty();
        assertThat(evaluate("@2026-01-31 + 1 month"))
                .containsExactly(new Item.Moment(Temporal.parse("2026-02-28")));
    }
}
