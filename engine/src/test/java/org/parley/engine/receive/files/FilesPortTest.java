package org.parley.engine.receive.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;
import org.parley.engine.plan.Transport.Split;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.receive.RecordingIntake;

final class FilesPortTest {
    private static final Duration EVERY = Duration.ofMillis(20);

    @TempDir private Path top;
    private Path folder = Path.of("");
    private final RecordingIntake intake = new RecordingIntake();
    private final List<FilesPort> ports = new ArrayList<>();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(top.resolve("in"));
    }

    @AfterEach
    void closeAll() {
        ports.forEach(FilesPort::close);
    }

    private FilesPort port(Split split, String pattern, String engine) {
        var in = new Transport.FilesIn(new Transport.Where.Local(folder), EVERY, pattern, split);
        var limits = new FilesLimits(5 << 20, 1 << 20, 4 << 20, 16, Duration.ofMillis(60), EVERY);
        var port =
                new FilesPort(
                        "er.out",
                        in,
                        intake,
                        top.resolve(engine),
                        Clock.system(),
                        java.util.Optional.empty(),
                        limits);
        ports.add(port);
        return port;
    }

    private FilesPort started(Split split) {
        FilesPort port = port(split, "*", "spool");
        port.start();
        return port;
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited ten seconds in vain");
            }
            Thread.sleep(5);
        }
    }

    private List<Path> in(String sub, String end) {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String report(String sub, String name) throws Exception {
        until(() -> Files.isDirectory(folder.resolve(sub)) && !in(sub, "-" + name).isEmpty());
        return Files.readString(in(sub, name + Report.SUFFIX).getFirst());
    }

    @Test
    void aWholeFileIsOneMessageAndTheOriginalIsKeptWithAReport() throws Exception {
        started(Split.WHOLE);
        put("letter.xml", "<a>é</a>");
        String report = report("done", "letter.xml");
        assertThat(intake.texts()).containsExactly("<a>é</a>");
        assertThat(in("done", "-letter.xml"))
                .singleElement()
                .satisfies(f -> assertThat(Files.readString(f)).isEqualTo("<a>é</a>"));
        assertThat(report).contains("1 file\n", "Accepted:    1", "Refused:     0");
        assertThat(report).contains("positions 0 to 0", "SHA-256:");
        assertThat(folder.resolve("letter.xml")).doesNotExist();
    }

    @Test
    void theReportAndTheRenameWaitForTheDisk() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        intake.hold(disk);
        started(Split.WHOLE);
        put("a.txt", "x");
        until(() -> intake.offered() == 1);
        assertThat(in("done", "")).isEmpty();
        disk.countDown();
        report("done", "a.txt");
    }

    @Test
    void aFileThatGrowsIsNotTakenBeforeItRests() throws Exception {
        started(Split.WHOLE);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            String more = "line " + i + "\n";
            all.append(more);
            Files.writeString(
                    folder.resolve("slow.txt"),
                    more,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Thread.sleep(25);
        }
        report("done", "slow.txt");
        assertThat(intake.texts()).containsExactly(all.toString());
    }

    @Test
    void namesOfUnfinishedAndHiddenFilesAndOtherPatternsAreLeftAlone() throws Exception {
        port(Split.WHOLE, "*.csv", "spool").start();
        for (String name : List.of("a.csv.part", "b.csv.tmp", ".c.csv", "d.txt", "e.CSV~")) {
            put(name, "no");
        }
        put("yes.csv", "yes");
        report("done", "yes.csv");
        assertThat(intake.texts()).containsExactly("yes");
        assertThat(folder.resolve("d.txt")).exists();
    }

    @Test
    void aMarkerSaysAtOnceThatAFileIsWhole() throws Exception {
        put("a.txt.done", "");
        put("a.txt", "x");
        var in = new Transport.FilesIn(new Transport.Where.Local(folder), EVERY, "*", Split.WHOLE);
        var slow = new FilesLimits(99, 99, 99, 9, Duration.ofHours(1), Duration.ofSeconds(1));
        var port =
                new FilesPort(
                        "er.out",
                        in,
                        intake,
                        top.resolve("s"),
                        Clock.system(),
                        java.util.Optional.empty(),
                        slow);
        ports.add(port);
        port.start();
        report("done", "a.txt");
        assertThat(intake.texts()).containsExactly("x");
        assertThat(folder.resolve("a.txt.done")).doesNotExist();
    }

    @Test
    void rowsAreMessagesAndBadOnesAreToldByLine() throws Exception {
        started(Split.CSV_ROWS);
        put("roster.csv", "id,ward\r\n1,A\r\n2\r\n\"3\",\"B\r\nC\"\r\n\"4\"x,D\r\n5,E");
        String report = report("done", "roster.csv");
        assertThat(intake.texts())
                .containsExactly(
                        "id,ward\r\n1,A\r\n",
                        "id,ward\r\n2\r\n",
                        "id,ward\r\n\"3\",\"B\r\nC\"\r\n",
                        "id,ward\r\n\"4\"x,D\r\n",
                        "id,ward\r\n5,E\r\n");
        assertThat(report)
                .contains("5 data rows", "Accepted:    3", "Refused:     2")
                .contains("line 3, position 1: PAR-1300")
                .contains("line 6, position 3: PAR-1302");
    }

    @Test
    void aFileOfManyRowsIsCountedToTheLast() throws Exception {
        started(Split.CSV_ROWS);
        StringBuilder text = new StringBuilder("id\n");
        for (int i = 0; i < 70_000; i++) {
            text.append(i).append('\n');
        }
        put("big.csv", text.toString());
        assertThat(report("done", "big.csv")).contains("70000 data rows", "Accepted:    70000");
        assertThat(intake.kept()).hasSize(70_000);
    }

    @Test
    void messagesOfAnHl7FileAreTakenOneByOne() throws Exception {
        started(Split.HL7V2);
        put("two.hl7", "MSH|^~\\&|A|||||||1|P|2.4\rPID|1\rMSH|^~\\&|A|||||||2|P|2.4\r");
        assertThat(report("done", "two.hl7")).contains("2 messages", "Accepted:    2");
        assertThat(intake.kept()).hasSize(2);
        assertThat(intake.texts().get(1)).startsWith("MSH").contains("|2|P");
    }

    @Test
    void aBatchThatHoldsFewerThanItSaysIsInTheBook() throws Exception {
        started(Split.HL7V2);
        put("cut.hl7", "BHS|^~\\&|A\rMSH|^~\\&|A|||||||1|P|2.4\rBTS|2\r");
        String report = report("done", "cut.hl7");
        assertThat(report).contains("Accepted:    1", "Refused:     1", "PAR-1050");
        assertThat(intake.kept()).hasSize(2);
        assertThat(intake.kept().get(1).incoming().trouble()).isPresent();
        assertThat(intake.kept().get(1).text()).contains("BTS|2");
    }

    @Test
    void whatIsNothingGoesToRefused() throws Exception {
        started(Split.HL7V2);
        put("empty.hl7", "");
        put("letter.hl7", "Dear Sir");
        assertThat(report("refused", "empty.hl7")).contains("Accepted:    0", "Refused:     1");
        assertThat(report("refused", "letter.hl7")).contains("PAR-105");
    }

    @Test
    void aFileOverTheLimitIsKeptAndSaidAndNothingOfItIsTaken() throws Exception {
        started(Split.WHOLE);
        put("huge.bin", "x".repeat((5 << 20) + 1));
        assertThat(report("refused", "huge.bin")).contains("Nothing of this file", "PAR-1221");
        assertThat(intake.kept()).isEmpty();
    }

    @Test
    void aLargeFileIsHandedOverAsAFile() throws Exception {
        started(Split.WHOLE);
        put("large.bin", "y".repeat(4 << 20));
        report("done", "large.bin");
        assertThat(intake.kept().getFirst().incoming().body())
                .isInstanceOf(org.parley.engine.journal.Body.Spooled.class);
        assertThat(intake.texts().getFirst()).hasSize(4 << 20);
    }

    @Test
    void whileTheJournalTakesNothingFilesWaitAndThenNothingIsDoubled() throws Exception {
        intake.answer(text -> text.contains("3") ? "unavailable" : "accept");
        started(Split.CSV_ROWS);
        put("a.csv", "id\n1\n2\n3\n4\n");
        until(() -> intake.offered() > 8);
        assertThat(in("done", "")).isEmpty();
        intake.answer(text -> "accept");
        assertThat(report("done", "a.csv")).contains("Accepted:    4");
        assertThat(intake.texts())
                .containsExactlyInAnyOrder(
                        "id\r\n1\r\n", "id\r\n2\r\n", "id\r\n3\r\n", "id\r\n4\r\n");
    }

    @Test
    void afterACrashHalfWayNothingIsLostOrDoubled() throws Exception {
        intake.answer(text -> text.contains("5") ? "unavailable" : "accept");
        FilesPort first = started(Split.CSV_ROWS);
        put("a.csv", "id\n1\n2\n3\n4\n5\n6\n");
        until(() -> intake.kept().size() >= 4);
        first.close();
        assertThat(in("done", "")).isEmpty();
        assertThat(folder.resolve("a.csv")).doesNotExist();
        intake.answer(text -> "accept");
        started(Split.CSV_ROWS);
        assertThat(report("done", "a.csv")).contains("6 data rows", "Accepted:    6");
        assertThat(intake.kept()).hasSize(6);
    }

    @Test
    void refusedRowsAreInTheBookOnceHoweverOftenTheFileWaited() throws Exception {
        intake.forgetRefused();
        intake.answer(text -> text.contains("last") ? "unavailable" : "accept");
        FilesPort first = started(Split.CSV_ROWS);
        StringBuilder text = new StringBuilder("id,ward\n");
        for (int i = 0; i < 20; i++) {
            text.append(i).append(i % 2 == 0 ? ",A\n" : "\n");
        }
        put("a.csv", text + "last,B\n");
        until(() -> intake.offered() > 30);
        first.close();
        started(Split.CSV_ROWS);
        until(() -> intake.offered() > 35);
        intake.answer(t -> "accept");
        String report = report("done", "a.csv");
        assertThat(report).contains("21 data rows", "Accepted:    11", "Refused:     10");
        assertThat(report).contains("line 3, position 1", "line 21, position 19");
        assertThat(intake.kept()).hasSize(21);
        assertThat(in("", "").stream().map(f -> String.valueOf(f.getFileName())))
                .containsExactly("claimed", "done", "refused");
    }

    @Test
    void theSameFileAgainIsANewOne() throws Exception {
        started(Split.WHOLE);
        put("daily.txt", "same");
        report("done", "daily.txt");
        put("daily.txt", "same");
        until(() -> in("done", "-daily.txt").size() == 2);
        assertThat(intake.texts()).containsExactly("same", "same");
    }

    @Test
    void twoEnginesNeverTakeTheSameFile() throws Exception {
        for (int i = 0; i < 60; i++) {
            put("f" + i + ".txt", "text " + i);
        }
        port(Split.WHOLE, "*", "spool-a").start();
        port(Split.WHOLE, "*", "spool-b").start();
        until(() -> Files.isDirectory(folder.resolve("done")) && in("done", ".txt").size() == 120);
        assertThat(intake.texts()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void linksAndFoldersAreNotTaken() throws Exception {
        Path secret = Files.writeString(top.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("link.txt"), secret);
        Files.createDirectory(folder.resolve("dir.txt"));
        started(Split.WHOLE);
        put("good.txt", "good");
        report("done", "good.txt");
        assertThat(intake.texts()).containsExactly("good");
        assertThat(secret).hasContent("secret");
    }

    @Test
    void strangeNamesStayWithinTheFolder() throws Exception {
        started(Split.WHOLE);
        put("~evil..\n$(rm) '\"; .txt", "x");
        until(() -> Files.isDirectory(folder.resolve("done")) && in("done", "").size() == 2);
        assertThat(in("done", ""))
                .allMatch(f -> String.valueOf(f.getFileName()).matches("[A-Za-z0-9._-]+"));
    }

    @Test
    void oldestFirst() throws Exception {
        put("b.txt", "first");
        put("a.txt", "second");
        Files.setLastModifiedTime(
                folder.resolve("b.txt"), java.nio.file.attribute.FileTime.fromMillis(1000));
        started(Split.WHOLE);
        until(() -> intake.kept().size() == 2);
        assertThat(intake.texts()).containsExactly("first", "second");
    }

    @Test
    void aFolderThatIsNotThereIsSaidInWords() {
        folder = top.resolve("nowhere");
        assertThatThrownBy(() -> started(Split.WHOLE))
                .isInstanceOfSatisfying(
                        PortFailure.class,
                        f -> assertThat(f.problem().code()).isEqualTo("PAR-1220"));
    }
}
