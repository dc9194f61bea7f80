package org.parley.testkit.nhs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.testkit.nhs.MeshLetter.Status;

/** All messages of the double, and what may happen to each. One lock; time comes from the clock. */
final class MeshOffice {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final Map<String, MeshMailbox> mailboxes;
    private final MeshPatients patients;
    private final MeshRules rules;
    private final Clock clock;
    private final Map<String, MeshLetter> letters = new LinkedHashMap<>();
    private long count;

    MeshOffice(
            Map<String, MeshMailbox> mailboxes,
            MeshPatients patients,
            MeshRules rules,
            Clock clock) {
        this.mailboxes = Map.copyOf(mailboxes);
        this.patients = patients;
        this.rules = rules;
        this.clock = clock;
    }

    /** The first chunk, with all headers. */
    synchronized MeshReply send(String from, Map<String, String> headers, byte[] body) {
        Optional<MeshReply> refusal = MeshHeaders.refusal(headers);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (body.length == 0) {
            return MeshReply.error(417, "COLLECT", "02", "Data file is missing or empty");
        }
        Optional<ChunkRange> range = ChunkRange.of(headers.getOrDefault("mex-chunk-range", "1:1"));
        if (range.isEmpty() || range.get().number() != 1 || tooSmall(range.get(), body)) {
            return MeshReply.error(417, "TRANSFER", "06", "Invalid chunk range or size");
        }
        String to = headers.getOrDefault("mex-to", "");
        String workflow = headers.getOrDefault("mex-workflowid", "");
        boolean byPatient = to.startsWith(MeshPatients.PREFIX);
        MeshMailbox target = mailboxes.get(to);
        if (target == null && !byPatient) {
            return MeshReply.error(417, "SEND", "12", "Unregistered to address");
        }
        boolean mayReceive = target == null || target.receives().contains(workflow);
        if (!box(from).sends().contains(workflow) || !mayReceive) {
            return MeshReply.error(417, "SEND", "17", "Not registered for this workflow");
        }
        MeshLetter letter =
                letter(from, to, range.get().total(), headers.getOrDefault("content-encoding", ""));
        letter.headers.putAll(headers);
        letter.chunks.add(body);
        letters.put(letter.id, letter);
        finish(letter);
        return accepted(letter);
    }

    private static MeshReply accepted(MeshLetter letter) {
        return MeshReply.json(202, "{\"message_id\":" + MeshReply.quoted(letter.id) + "}");
    }

    private MeshLetter letter(String from, String to, int total, String encoding) {
        Instant now = clock.now();
        String id = ID.format(now) + "_%06X".formatted(++count);
        return new MeshLetter(id, from, to, total, encoding, now);
    }

    /** A later chunk; one that is sent again before the last takes the place of the first. */
    synchronized MeshReply more(
            String from, String id, String number, Map<String, String> headers, byte[] body) {
        MeshLetter letter = letters.get(id);
        if (letter == null) {
            return MeshReply.error(404, "RECEIVE", "20", "Message does not exist");
        }
        if (!letter.from.equals(from)) {
            return MeshReply.error(403, "SEND", "07", "Invalid from address");
        }
        if (letter.status != Status.UPLOADING) {
            return MeshReply.error(423, "TRANSFER", "06", "Message is no longer uploading");
        }
        Optional<ChunkRange> range = ChunkRange.of(headers.getOrDefault("mex-chunk-range", ""));
        boolean named = range.isPresent() && Integer.toString(range.get().number()).equals(number);
        if (!named
                || range.get().total() != letter.total
                || !headers.getOrDefault("content-encoding", "").equals(letter.encoding)
                || body.length == 0
                || tooSmall(range.get(), body)) {
            return MeshReply.error(417, "TRANSFER", "06", "Invalid chunk range or encoding");
        }
        int index = range.get().number() - 1;
        if (range.get().number() > letter.total || index > letter.chunks.size()) {
            return MeshReply.error(406, "TRANSFER", "06", "Chunk is not one of this message");
        }
        if (index < letter.chunks.size()) {
            letter.chunks.set(index, body);
        } else {
            letter.chunks.add(body);
        }
        finish(letter);
        return accepted(letter);
    }

    private boolean tooSmall(ChunkRange range, byte[] body) {
        return range.number() < range.total() && body.length < rules.leastChunk();
    }

    /** The last chunk is here: into the inbox, or a report to the sender. */
    private void finish(MeshLetter letter) {
        if (letter.chunks.size() < letter.total) {
            return;
        }
        letter.become(Status.ACCEPTED, clock.now());
        if (!letter.to.startsWith(MeshPatients.PREFIX)) {
            letter.inbox = letter.to;
            return;
        }
        switch (patients.find(letter.to)) {
            case MeshPatients.Found.Practice practice -> letter.inbox = practice.mailbox();
            case MeshPatients.Found.Nobody nobody ->
                    report(letter, Status.ERROR, nobody.code(), nobody.text());
        }
    }

    private void report(MeshLetter about, Status status, String code, String text) {
        about.become(status, clock.now());
        about.code = code;
        about.description = text;
        MeshLetter report = letter("", about.from, 1, "");
        report.headers.put("mex-workflowid", about.header("mex-workflowid"));
        report.headers.put("mex-localid", about.header("mex-localid"));
        report.headers.put("mex-linkedmsgid", about.id);
        report.chunks.add(new byte[0]);
        report.code = code;
        report.description = text;
        report.inbox = about.from;
        report.become(Status.ACCEPTED, clock.now());
        letters.put(report.id, report);
    }

    /** Time has passed: what nobody collected is reported; a report itself only goes. */
    synchronized void settle() {
        Instant before = clock.now().minus(rules.collectWithin());
        for (MeshLetter letter : new ArrayList<>(letters.values())) {
            if (letter.collectable() && letter.changed.isBefore(before)) {
                if (letter.from.isEmpty()) {
                    letter.become(Status.UNDELIVERABLE, clock.now());
                } else {
                    String text = "Message not collected by recipient after 5 days";
                    report(letter, Status.UNDELIVERABLE, "14", text);
                }
            }
        }
    }

    /** Ids in the inbox, oldest first. */
    synchronized List<String> inbox(String mailbox, Predicate<String> workflow) {
        return letters.values().stream()
                .filter(l -> l.inbox.equals(mailbox) && l.collectable())
                .filter(l -> workflow.test(l.header("mex-workflowid")))
                .map(l -> l.id)
                .toList();
    }

    /** A chunk to collect. */
    synchronized MeshReply collect(String mailbox, String id, int chunk) {
        MeshLetter letter = letters.get(id);
        Optional<MeshReply> refusal = notCollectable(letter, mailbox);
        if (letter == null || refusal.isPresent()) {
            return refusal.orElseThrow();
        }
        if (chunk < 1 || chunk > letter.total) {
            return MeshReply.error(404, "RECEIVE", "20", "Message does not exist");
        }
        return new MeshReply(
                chunk < letter.total ? 206 : 200,
                MeshCollected.headers(letter, mailbox, chunk),
                letter.chunks.get(chunk - 1));
    }

    private static Optional<MeshReply> notCollectable(@Nullable MeshLetter letter, String mailbox) {
        if (letter == null || letter.inbox.isEmpty()) {
            return Optional.of(MeshReply.error(404, "RECEIVE", "20", "Message does not exist"));
        }
        if (!letter.inbox.equals(mailbox)) {
            return Optional.of(MeshReply.error(403, "RECEIVE", "20", "Not your message"));
        }
        return letter.collectable()
                ? Optional.empty()
                : Optional.of(MeshReply.error(410, "RECEIVE", "20", "Message is gone"));
    }

    /** It leaves the inbox; doing it twice is harmless. */
    synchronized MeshReply acknowledge(String mailbox, String id) {
        MeshLetter letter = letters.get(id);
        boolean again =
                letter != null
                        && letter.inbox.equals(mailbox)
                        && letter.status == Status.ACKNOWLEDGED;
        Optional<MeshReply> refusal = again ? Optional.empty() : notCollectable(letter, mailbox);
        if (letter == null || refusal.isPresent()) {
            return refusal.orElseThrow();
        }
        if (!again) {
            letter.become(Status.ACKNOWLEDGED, clock.now());
        }
        return MeshReply.json(200, "{\"message_id\":" + MeshReply.quoted(id) + "}");
    }

    /** Where messages of a sender are, by either id. */
    synchronized MeshReply track(String mailbox, Predicate<MeshLetter> which) {
        List<MeshLetter> found =
                letters.values().stream()
                        .filter(l -> l.from.equals(mailbox) && which.test(l))
                        .toList();
        if (found.isEmpty()) {
            return MeshReply.error(404, "RECEIVE", "20", "Message does not exist");
        }
        if (found.size() > 1) {
            return MeshReply.error(300, "TRACKING", "30", "Several messages match");
        }
        MeshLetter letter = found.getFirst();
        MeshMailbox to = mailboxes.get(letter.inbox.isEmpty() ? letter.to : letter.inbox);
        return MeshReply.json(200, MeshCollected.tracking(letter, Optional.ofNullable(to), rules));
    }

    /** What a mailbox was sent and has acknowledged, whole, oldest first; for tests to look at. */
    synchronized List<MeshLetter> every(Predicate<MeshLetter> which) {
        return letters.values().stream().filter(which).toList();
    }

    private MeshMailbox box(String id) {
        MeshMailbox box = mailboxes.get(id);
        if (box == null) {
            throw new IllegalArgumentException("no mailbox " + id);
        }
        return box;
    }

    /** {@code number:total}. */
    record ChunkRange(int number, int total) {
        static Optional<ChunkRange> of(String text) {
            if (!text.matches("[1-9]\\d{0,4}:[1-9]\\d{0,4}")) {
                return Optional.empty();
            }
            int colon = text.indexOf(':');
            return Optional.of(
                    new ChunkRange(
                            Integer.parseInt(text.substring(0, colon)),
                            Integer.parseInt(text.substring(colon + 1))));
        }
    }
}
