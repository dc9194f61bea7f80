package org.parley.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Encodes batches and writes them in pieces of at most 1 MiB; forces nothing. One thread. */
final class BatchWriter {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Layout.WRITE_BYTES);

    /** A spool file that could not be read; the journal's own file is as it was. */
    static final class SpoolUnreadable extends Exception {
        private static final long serialVersionUID = 1L;

        SpoolUnreadable(IOException cause) {
            super(cause);
        }
    }

    /** Where a batch goes. */
    record Target(Segment segment, DiskFile file, long offset, long micros) {
        Checksum checksum() {
            return new Checksum(segment.header().epoch());
        }
    }

    /** Bytes that a batch with this much in records takes from its start, terminator included. */
    static long room(long recordBytes) {
        return Layout.align(Layout.BATCH_HEADER + recordBytes) + Layout.TERMINATOR;
    }

    /** Writes readers' positions and small entries; gives the entries their positions. */
    BatchHeader write(Target target, Map<String, Long> readers, List<Ticket> tickets, long first)
            throws IOException {
        long length = ReaderPositions.recordBytes(readers);
        for (Ticket ticket : tickets) {
            length += ticket.recordBytes();
        }
        BatchHeader header = header(target, first, readers.size() + tickets.size(), length);
        Checksum checksum = target.checksum();
        buffer.clear();
        long at = target.offset();
        header.put(buffer, checksum);
        for (Map.Entry<String, Long> reader : readers.entrySet()) {
            byte[] name = reader.getKey().getBytes(StandardCharsets.UTF_8);
            byte[] position = ByteBuffer.allocate(8).putLong(reader.getValue()).array();
            at = flushFor(target, at, Layout.RECORD_HEADER + name.length + 8);
            put(checksum, Layout.READER, 0, first, target.micros(), name, position, 0, 8);
        }
        long position = first;
        for (Ticket ticket : tickets) {
            Body.Bytes body = (Body.Bytes) ticket.body;
            at = flushFor(target, at, (int) ticket.recordBytes());
            target.segment()
                    .index()
                    .note(position, target.offset(), at + buffer.position(), target.micros());
            put(
                    checksum,
                    Layout.ENTRY,
                    ticket.lane,
                    position,
                    target.micros(),
                    ticket.headers,
                    body.array(),
                    body.offset(),
                    body.size());
            ticket.position = position++;
        }
        finish(target, at, header);
        return header;
    }

    private static BatchHeader header(Target target, long first, int records, long length) {
        return new BatchHeader(
                target.segment().number(),
                target.offset(),
                first,
                records,
                length,
                target.micros());
    }

    private void put(
            Checksum checksum,
            byte kind,
            int lane,
            long position,
            long micros,
            byte[] headers,
            byte[] body,
            int bodyOffset,
            int bodyLength) {
        int at = buffer.position();
        recordHeader(buffer, kind, lane, headers.length, bodyLength, position, micros);
        buffer.put(headers).put(body, bodyOffset, bodyLength);
        buffer.putInt(at, checksum.begin().add(buffer, at + 4, buffer.position()).value());
    }

    private static void recordHeader(
            ByteBuffer into,
            byte kind,
            int lane,
            int headers,
            int body,
            long position,
            long micros) {
        into.putInt(0)
                .put(kind)
                .put((byte) lane)
                .putShort((short) 0)
                .putInt(headers)
                .putInt(body)
                .putLong(position)
                .putLong(micros);
    }

    private long flushFor(Target target, long at, int needed) throws IOException {
        return buffer.remaining() < needed ? flush(target, at) : at;
    }

    private long flush(Target target, long at) throws IOException {
        int length = buffer.position();
        target.file().write(buffer.flip(), at);
        buffer.clear();
        return at + length;
    }

    /** Pads the batch and ends the log after it. */
    private void finish(Target target, long at, BatchHeader header) throws IOException {
        int zeros = (int) (header.next() - header.end()) + Layout.TERMINATOR;
        long next = flushFor(target, at, zeros);
        for (int i = 0; i < zeros; i++) {
            buffer.put((byte) 0);
        }
        flush(target, next);
    }

    /**
     * Writes one large entry as a batch of its own: the body first, piece by piece, then what
     * stands before it, since its checksum is known only then.
     */
    BatchHeader writeLarge(Target target, Ticket ticket, long first)
            throws IOException, SpoolUnreadable {
        BatchHeader header = header(target, first, 1, ticket.recordBytes());
        long recordAt = target.offset() + Layout.BATCH_HEADER;
        long bodyAt = recordAt + Layout.RECORD_HEADER + ticket.headers.length;
        ByteBuffer front = ByteBuffer.allocate((int) (bodyAt - target.offset()));
        Checksum checksum = target.checksum();
        header.put(front, checksum);
        recordHeader(
                front,
                Layout.ENTRY,
                ticket.lane,
                ticket.headers.length,
                (int) ticket.body.length(),
                first,
                target.micros());
        front.put(ticket.headers);
        checksum.begin().add(front, Layout.BATCH_HEADER + 4, front.position());
        copyBody(target.file(), ticket.body, bodyAt, checksum);
        front.putInt(Layout.BATCH_HEADER, checksum.value());
        buffer.clear();
        finish(target, header.end(), header);
        target.file().write(front.flip(), target.offset());
        target.segment().index().note(first, target.offset(), recordAt, target.micros());
        ticket.position = first;
        return header;
    }

    private void copyBody(DiskFile file, Body body, long bodyAt, Checksum checksum)
            throws IOException, SpoolUnreadable {
        switch (body) {
            case Body.Bytes bytes -> {
                for (int done = 0; done < bytes.size(); done += Layout.WRITE_BYTES) {
                    int piece = Math.min(Layout.WRITE_BYTES, bytes.size() - done);
                    buffer.clear().put(bytes.array(), bytes.offset() + done, piece).flip();
                    checksum.add(buffer, 0, piece);
                    file.write(buffer, bodyAt + done);
                }
            }
            case Body.Spooled spooled -> copySpool(file, spooled, bodyAt, checksum);
        }
    }

    private void copySpool(DiskFile file, Body.Spooled spooled, long bodyAt, Checksum checksum)
            throws IOException, SpoolUnreadable {
        try (Spool spool = new Spool(spooled)) {
            for (long done = 0; done < spooled.length(); ) {
                int piece = spool.next(buffer.clear());
                checksum.add(buffer, 0, piece);
                file.write(buffer, bodyAt + done);
                done += piece;
            }
        }
    }

    /** Reads a spool file and tells its failures from those of the journal's disk. */
    private static final class Spool implements AutoCloseable {
        private final FileChannel channel;
        private long left;

        Spool(Body.Spooled spooled) throws SpoolUnreadable {
            left = spooled.length();
            try {
                channel = FileChannel.open(spooled.file(), StandardOpenOption.READ);
            } catch (IOException e) {
                throw new SpoolUnreadable(e);
            }
        }

        int next(ByteBuffer into) throws SpoolUnreadable {
            into.limit((int) Math.min(into.capacity(), left));
            try {
                while (into.hasRemaining()) {
                    if (channel.read(into) < 0) {
                        throw new java.io.EOFException("shorter than it was said to be");
                    }
                }
            } catch (IOException e) {
                throw new SpoolUnreadable(e);
            }
            left -= into.limit();
            into.flip();
            return into.limit();
        }

        @Override
        public void close() throws SpoolUnreadable {
            try {
                channel.close();
            } catch (IOException e) {
                throw new SpoolUnreadable(e);
            }
        }
    }
}
