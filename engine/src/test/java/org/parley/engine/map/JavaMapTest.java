package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;

class JavaMapTest {
    private static final String HEAD =
            """
            import java.util.ArrayList;
            import java.util.List;
            import org.parley.engine.map.JavaMap;
            import org.parley.wire.hl7v2.Message;
            import org.parley.wire.hl7v2.Path;

            public final class Split implements JavaMap {
            """;

    private static final String SPLIT =
            HEAD
                    + """
                        private static final Path RESULT = Path.of("OBX");
                        private record Part(int number, String id) {}
                        public List<Message> map(Message in) {
                            List<Message> out = new ArrayList<>();
                            for (int i = 1; i <= in.count(RESULT); i++) {
                                Part part = new Part(i, in.controlId() + "-" + i);
                                String kind = switch (part) {
                                    case Part(int number, String id) when number > 2 -> "late";
                                    case Part p -> "early" + p.number();
                                };
                                var edit = in.edit().set(Path.of("MSH-10"), part.id()).set(Path.of("MSH-8"), kind);
                                out.add(edit.done());
                            }
                            List.of(2, 1).forEach(n -> { if (n > 5) throw new IllegalStateException("x"); });
                            return out;
                        }
                    }
                    """;

    @Test
    void aClassMakesSeveralMessagesAfterTheTables() {
        TableMapping mapping =
                new Files()
                        .with("maps/split-results.java", SPLIT)
                        .with("maps/head.csv", "to,value\nMSH-5,LIMS\n")
                        .with("maps/tail.csv", "to,value\nMSH-6,END\n")
                        .compile("head", "split-results", "tail");
        Mapped mapped = mapping.apply(Messages.message(Messages.ADMISSION));
        assertThat(mapped).isInstanceOf(Mapped.Messages.class);
        List<Message> messages = ((Mapped.Messages) mapped).messages();
        assertThat(messages)
                .extracting(Files::text)
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .contains("|LIMS|END|")
                                        .contains("|early1|")
                                        .contains("|C1-1|"),
                        two -> assertThat(two).contains("|early2|").contains("|C1-2|"),
                        three -> assertThat(three).contains("|late|").contains("|C1-3|"));
        assertThat(mapping.name()).isEqualTo("head, split-results, tail");
    }

    @Test
    void anExceptionParksTheMessageAndTellsNothingOfThePatient() {
        String source =
                HEAD
                        + """
                            public List<Message> map(Message in) {
                                throw new IllegalStateException("TESTER");
                            }
                        }
                        """;
        Mapped mapped =
                new Files()
                        .with("maps/bad.java", source)
                        .compile("bad")
                        .apply(Messages.message(Messages.ADMISSION));
        assertThat(mapped)
                .isInstanceOfSatisfying(
                        Mapped.Impossible.class,
                        impossible ->
                                assertThat(impossible.problem().text())
                                        .isEqualTo(
                                                "maps/bad.java failed with IllegalStateException at"
                                                        + " line 9."));
    }

    @Test
    void whatReachesOutsideIsRefusedByName() {
        String source =
                HEAD
                        + """
                            public List<Message> map(Message in) throws RuntimeException {
                                System.currentTimeMillis();
                                new Thread(() -> {}).start();
                                Runtime.getRuntime();
                                in.getClass().getClassLoader();
                                java.time.LocalDate.now();
                                java.time.Clock.systemUTC();
                                Math.random();
                                java.util.UUID.randomUUID();
                                new java.util.Random();
                                java.util.ServiceLoader.load(Runnable.class);
                                java.util.Set.of("a", "b");
                                java.util.function.LongSupplier nano = System::nanoTime;
                                List.of(1).parallelStream();
                                org.parley.engine.route.Conditions.parse("");
                                try {
                                    Class.forName("x");
                                    java.nio.file.Files.readString(java.nio.file.Path.of("/etc/passwd"));
                                    new java.net.Socket("h", 1);
                                } catch (Exception e) {
                                    throw new IllegalStateException();
                                }
                                return List.of(in);
                            }
                        }
                        """;
        List<MapProblem> problems = new Files().with("maps/bad.java", source).problems("bad");
        assertThat(problems).allMatch(each -> each.problem().code().equals("PAR-4162"));
        assertThat(problems)
                .extracting(
                        each -> each.problem().text().replaceAll("The class uses (.*),.*", "$1"))
                .contains(
                        "java.lang.System",
                        "java.lang.Thread",
                        "java.lang.Runtime",
                        "java.lang.Object.getClass",
                        "java.lang.Class.getClassLoader",
                        "java.time.LocalDate.now",
                        "java.time.Clock",
                        "java.lang.Math.random",
                        "java.util.UUID",
                        "java.util.Random",
                        "java.util.ServiceLoader",
                        "java.util.Set.of",
                        "java.util.List.parallelStream",
                        "java.nio.file.Files",
                        "java.net.Socket",
                        "java.lang.Class.forName",
                        "org.parley.engine.route.Conditions");
    }

    @Test
    void aClassKeepsNoState() {
        String source =
                HEAD
                        + """
                            private static int count;
                            private final List<Message> seen = new ArrayList<>();
                            public List<Message> map(Message in) { count++; return List.of(in); }
                        }
                        """;
        assertThat(new Files().with("maps/bad.java", source).problems("bad"))
                .extracting(problem -> problem.problem().text())
                .containsExactly("The field count can change, so two messages could meet.");
    }

    @Test
    void whatTheCompilerSaysIsTold() {
        assertThat(
                        new Files()
                                .with(
                                        "maps/bad.java",
                                        HEAD
                                                + "public List<Message> map(Message in) {\n return in; } }")
                                .problems("bad"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(9);
                    assertThat(problem.column()).isEqualTo(9);
                    assertThat(problem.problem().code()).isEqualTo("PAR-4161");
                    assertThat(problem.problem().text()).contains("incompatible types");
                });
    }

    @Test
    void aClassThatIsNoMapIsRefused() {
        assertThat(new Files().with("maps/bad.java", "public class X {}").problems("bad"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().code()).isEqualTo("PAR-4163"));
    }
}
