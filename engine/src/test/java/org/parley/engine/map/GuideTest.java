package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.engine.route.Conditions;
import org.parley.wire.hl7v2.Message;

/** Runs every example of the guides, so that the guides stay true. */
class GuideTest {
    /** A block of a guide: what stands behind its opening fence, and its lines. */
    record Block(String kind, String text) {}

    @Test
    void everyExampleOfTheMappingGuideDoesWhatThePageSays() {
        Files files = new Files();
        List<String> names = new ArrayList<>();
        String before = "";
        int run = 0;
        for (Block block : blocks("mapping.md")) {
            if (block.kind().startsWith("csv layouts/")) {
                break; // what follows is of FeedGuideTest
            }
            String file = block.kind().substring(block.kind().indexOf(' ') + 1);
            if (file.startsWith("maps/") || file.startsWith("codes/")) {
                files.with(file, block.text());
                if (file.startsWith("maps/")) {
                    names.add(file.replaceAll("maps/(.*)\\..*", "$1"));
                }
            } else if (block.kind().equals("hl7 before")) {
                before = block.text();
            } else if (block.kind().equals("hl7 after")) {
                TableMapping mapping = files.compile(names.toArray(String[]::new));
                Mapped mapped = mapping.apply(Messages.message(before));
                assertThat(mapped).isInstanceOf(Mapped.Messages.class);
                StringBuilder out = new StringBuilder();
                for (Message message : ((Mapped.Messages) mapped).messages()) {
                    out.append(Files.text(message));
                }
                assertThat(out.toString()).as(names.toString()).isEqualTo(block.text());
                names.clear();
                run++;
            }
        }
        assertThat(run).isEqualTo(7);
    }

    @Test
    void everyExampleOfTheConditionsGuideHoldsOrDoesNot() {
        Message message = Messages.message(Messages.ADMISSION);
        int run = 0;
        for (Block block : blocks("conditions.md")) {
            if (block.kind().equals("hl7 message")) {
                message = Messages.message(block.text());
                continue;
            }
            for (String line : block.text().lines().toList()) {
                run++;
                switch (block.kind()) {
                    case "holds" -> assertThat(condition(line).test(message)).as(line).isTrue();
                    case "does-not-hold" ->
                            assertThat(condition(line).test(message)).as(line).isFalse();
                    case "wrong" -> wrong(line);
                    default -> throw new AssertionError(block.kind());
                }
            }
        }
        assertThat(run).isGreaterThan(40);
    }

    private static void wrong(String line) {
        List<String> parts = List.of(line.split("\\|", -1));
        assertThat(Conditions.parse(parts.get(0).strip()))
                .isInstanceOfSatisfying(
                        Conditions.Parse.Wrong.class,
                        wrong -> {
                            assertThat(wrong.at())
                                    .isEqualTo(Integer.parseInt(parts.get(1).strip()));
                            assertThat(wrong.reason()).contains(parts.get(2).strip());
                        });
    }

    private static Conditions.Compiled condition(String text) {
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok(Conditions.Compiled condition) -> condition;
            case Conditions.Parse.Wrong wrong -> throw new AssertionError(text + ": " + wrong);
        };
    }

    static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String kind = "";
        for (String line : lines(page)) {
            if (line.startsWith("```") && kind.isEmpty()) {
                kind = line.substring(3);
            } else if (line.equals("```")) {
                blocks.add(new Block(kind, text.toString()));
                text.setLength(0);
                kind = "";
            } else if (!kind.isEmpty()) {
                text.append(line).append('\n');
            }
        }
        return blocks;
    }

    static String text(String page) {
        return String.join("\n", lines(page));
    }

    private static List<String> lines(String page) {
        try {
            return java.nio.file.Files.readAllLines(Path.of("..", "docs", "guide", page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
