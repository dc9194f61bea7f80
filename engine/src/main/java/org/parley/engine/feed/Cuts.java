package org.parley.engine.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;

/**
 * A file cut into records, one after another, each checked against the layout. The same file is
 * always cut the same way. A file that cannot be cut is one record to refuse; a count that does not
 * agree is one more at the end, so that it is in the book.
 */
public interface Cuts extends AutoCloseable {
    /** The next record; null when there is none. */
    @Nullable Cut next() throws IOException;

    @Override
    void close() throws IOException;

    /** Cuts a file; CSV is read as it comes, the others whole. */
    static Cuts of(Layout layout, InputStream in) throws IOException {
        if (layout.format() == Format.CSV) {
            return new RowCuts(layout, in);
        }
        try (in) {
            return new ListCuts(layout, in.readAllBytes());
        }
    }

    /** A record with what is wrong with it, if anything is. */
    static Cut checked(Layout layout, int line, byte[] bytes) {
        return switch (Feeds.read(layout, bytes)) {
            case FeedReading.Good _ -> new Cut(line, bytes, Optional.empty());
            case FeedReading.Bad(var problem) -> new Cut(line, bytes, Optional.of(problem));
        };
    }
}
