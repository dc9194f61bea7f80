package org.parley.conformance.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.parley.conformance.rule.Measure;
import org.parley.conformance.rule.RuleCompiler;
import org.parley.conformance.rule.Rulebook;
import org.parley.conformance.standard.Register;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.plan.InPort;

final class ScoreboardTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Loaded TRUST = trust();
    private static final PortRules ADT = rules("pas.adt", List.of("hl7v2-uk", "nhs-number"));

    private static Loaded trust() {
        if (Configuration.read(Path.of("../trust"), "local", Environment.withoutSecrets())
                instanceof Configuration.Good good) {
            return good.loaded();
        }
        throw new AssertionError("the example trust cannot be read");
    }

    private static PortRules rules(String name, List<String> must) {
        InPort port = TRUST.plan().port(name).orElseThrow();
        return PortRules.of(port, must, Rulebook.load(), Register.load(), new RuleCompiler());
    }

    private static byte[] message(String software, String nhsNumber) {
        return ("MSH|^~\\&|"
                        + software
                        + "|R9N|TIE|R9N|20260301101500||ADT^A31^ADT_A05|1|P|2.4\r"
                        + "EVN|A31|20260301101400\r"
                        + "PID|1||MR1^^^R9N^MR~"
                        + nhsNumber
                        + "^^^NHS^NH||ABERNATHY^Fern||19480217|2\r"
                        + "PV1|1|N\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageCountsOnceForEachRuleAndMeasure() {
        Scoreboard board = new Scoreboard();
        board.received(ADT, message("PAS", "9990000018"), 7, START);
        board.received(ADT, message("PAS", "9990000009"), 8, START.plusSeconds(60));
        board.received(ADT, message("PAS", "9990000009"), 9, START.plusSeconds(120));
        assertThat(board.ofRule("pas.adt", "isb0149/check-digit")).isEqualTo(new Tally(1, 2, 0));
        assertThat(board.ofMeasure("pas.adt", "ISB0149", Measure.WELL_FORMED))
                .isEqualTo(new Tally(1, 2, 0));
        assertThat(board.ofMeasure("pas.adt", "ISB0149", Measure.SPOKEN))
                .isEqualTo(new Tally(3, 0, 0));
        assertThat(board.ofRule("pas.adt", "hl7v2-results/number")).isEqualTo(Tally.NONE);
    }

    @Test
    void aFaultHasFirstAndLastTimePositionsAndNoPatientsData() {
        Scoreboard board = new Scoreboard();
        for (int i = 0; i < 5; i++) {
            board.received(ADT, message("PAS", "9990000009"), i, START.plusSeconds(i));
        }
        Fault fault =
                board.faults().stream()
                        .filter(one -> one.rule().equals("isb0149/check-digit"))
                        .findFirst()
                        .orElseThrow();
        assertThat(fault.first()).isEqualTo(START);
        assertThat(fault.last()).isEqualTo(START.plusSeconds(4));
        assertThat(fault.examples())
                .containsExactly(
                        new Fault.Example(0, "PID[1]-3[2].1 \"9999999999\""),
                        new Fault.Example(1, "PID[1]-3[2].1 \"9999999999\""),
                        new Fault.Example(2, "PID[1]-3[2].1 \"9999999999\""));
        assertThat(board.faults() + " " + board.cells())
                .doesNotContain("9990000009", "ABERNATHY", "19480217", "MR1");
    }

    @Test
    void newFaultsAreThoseThatNobodySawBefore() {
        Scoreboard board = new Scoreboard();
        board.received(ADT, message("PAS", "9990000009"), 1, START);
        Instant release = START.plus(Duration.ofDays(1));
        board.received(ADT, message("", "9990000009"), 2, release);
        assertThat(board.newSince(release))
                .extracting(Fault::rule)
                .containsExactly("itk-hl7v2-adt/sender-named");
    }

    @Test
    void weeksAndVersionsOfTheSoftwareAreApart() {
        Scoreboard board = new Scoreboard();
        board.received(ADT, message("PAS", "9990000018"), 1, START);
        board.received(ADT, message("PAS", "9990000018"), 2, START.plus(Duration.ofDays(7)));
        board.received(ADT, message("PAS2", "9990000018"), 3, START);
        assertThat(
                        board.cells().keySet().stream()
                                .filter(cell ->
                                        cell instanceof Cell.OfRule one
                                                && one.rule().equals("isb0149/check-digit")))
                .extracting(cell -> cell.week() + " " + cell.software())
                .containsExactlyInAnyOrder("2026-W10 PAS", "2026-W11 PAS", "2026-W10 PAS2");
        for (int i = 0; i < 100; i++) {
            board.received(ADT, message("V" + i, "9990000018"), 10 + i, START);
        }
        assertThat(board.cells().keySet().stream().map(Cell::software).distinct().count())
                .isEqualTo(Software.MAX_KINDS + 1);
        assertThat(Scoreboard.week(LocalDate.of(2027, 1, 1))).isEqualTo("2026-W53");
    }

    @Test
    void whatIsRefusedIsNotSpokenAndNothingElse() {
        Scoreboard board = new Scoreboard();
        board.refused(ADT, 1, START);
        assertThat(board.ofRule("pas.adt", "itk-hl7v2-adt/readable")).isEqualTo(new Tally(0, 1, 0));
        assertThat(board.cells()).hasSize(2);
    }

    @Test
    void aStandardThatAsksNothingYetIsNotScored() {
        PortRules roster = rules("eroster.shifts", List.of("e-rostering"));
        String text =
                """
                StaffId,Surname,Forename,Ward,ShiftStart,ShiftEnd,Role,Band,Status,Published
                N1,A,B,W7,2026-04-13T07:30,2026-04-13T20:00,Nurse,5+,Rostered,2026-03-01
                """;
        byte[] row = text.getBytes(StandardCharsets.UTF_8);
        Scoreboard board = new Scoreboard();
        board.received(roster, row, 1, Instant.parse("2025-02-28T12:00:00Z"));
        assertThat(board.ofRule("eroster.shifts", "dapb1067/band")).isEqualTo(Tally.NONE);
        assertThat(board.ofRule("eroster.shifts", "e-rostering/forwards").passed()).isEqualTo(1);
        board.received(roster, row, 2, Instant.parse("2025-03-01T12:00:00Z"));
        assertThat(board.ofRule("eroster.shifts", "dapb1067/band")).isEqualTo(new Tally(0, 1, 0));
    }

    @Test
    void countedAgainTheBoardIsTheSame() {
        Scoreboard once = new Scoreboard();
        Scoreboard again = new Scoreboard();
        for (Scoreboard board : List.of(once, again)) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
            for (int i = 0; i < 500; i++) {
                String number = random.nextInt(4) == 0 ? "9990000009" : "9990000018";
                byte[] bytes = message(random.nextInt(9) == 0 ? "" : "PAS", number);
                if (random.nextInt(5) == 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                board.received(ADT, bytes, i, START.plusSeconds(i * 3_600L));
            }
        }
        assertThat(again.cells()).isEqualTo(once.cells());
        assertThat(again.faults()).isEqualTo(once.faults());
        assertThat(once.cells()).hasSizeGreaterThan(100);
        assertThat(Optional.of(once.ofRule("pas.adt", "isb0149/check-digit").failed()))
                .hasValueSatisfying(failed -> assertThat(failed).isBetween(80L, 170L));
    }
}
