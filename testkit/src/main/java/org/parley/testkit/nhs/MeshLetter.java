package org.parley.testkit.nhs;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One message in the double: its headers, its chunks, how far it is. */
final class MeshLetter {
    /** How far a message is, in the words of tracking. */
    enum Status {
        UPLOADING,
        ACCEPTED,
        ACKNOWLEDGED,
        UNDELIVERABLE,
        ERROR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final String id;
    final String from;
    final String to;
    final Map<String, String> headers = new LinkedHashMap<>();
    final int total;
    final Instant uploaded;
    final String encoding;
    final List<byte[]> chunks = new ArrayList<>();
    Status status = Status.UPLOADING;
    Instant changed;
    String code = "";
    String description = "";

    /** The mailbox that it lies in; blank until it is accepted. */
    String inbox = "";

    MeshLetter(String id, String from, String to, int total, String encoding, Instant now) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.total = total;
        this.encoding = encoding;
        this.uploaded = now;
        this.changed = now;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean collectable() {
        return status == Status.ACCEPTED && !inbox.isEmpty();
    }

    void become(Status next, Instant now) {
        status = next;
        changed = now;
    }

    byte[] whole() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
