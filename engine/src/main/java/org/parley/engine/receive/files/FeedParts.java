package org.parley.engine.receive.files;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.parley.engine.feed.Cut;
import org.parley.engine.feed.Cuts;
import org.parley.engine.journal.Body;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;

/** Records of a feed with a layout, each checked before it is accepted. */
final class FeedParts implements Parts {
    private final Cuts cuts;
    private final String unit;

    FeedParts(Layout layout, InputStream in) throws IOException {
        this.cuts = Cuts.of(layout, in);
        this.unit = layout.format() == Format.CSV ? "data row" : "record";
    }

    @Override
    public @Nullable Part next() throws IOException {
        Cut cut = cuts.next();
        return cut == null
                ? null
                : new Part(cut.line(), new Body.Bytes(cut.bytes()), cut.trouble());
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public void close() throws IOException {
        cuts.close();
    }
}
