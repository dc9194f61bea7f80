package org.parley.wire.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/**
 * One record taken byte by byte: its raw bytes, its values, and the first trouble met. After
 * trouble it goes on counting, so that the next record begins where it should.
 */
final class RecordScan {
    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED,
        AFTER_QUOTE
    }

    private final CsvFormat format;
    private final byte separator;
    private byte[] raw = new byte[1024];
    private byte[] field = new byte[1024];
    private final List<byte[]> fields = new ArrayList<>();
    private int kept;
    private int fieldSize;
    private long length;
    private State state = State.FIELD_START;
    private @Nullable Problem trouble;

    RecordScan(CsvFormat format, byte separator) {
        this.format = format;
        this.separator = separator;
    }

    void begin() {
        kept = 0;
        fieldSize = 0;
        length = 0;
        state = State.FIELD_START;
        trouble = null;
        fields.clear();
    }

    /** True while a line end belongs to the value. */
    boolean quoted() {
        return state == State.QUOTED;
    }

    long length() {
        return length;
    }

    byte[] raw() {
        return Arrays.copyOf(raw, kept);
    }

    void take(byte b) {
        length++;
        if (length > format.maxRowBytes()) {
            fail(Flaws.longRow(format.maxRowBytes()));
        } else {
            raw = room(raw, kept);
            raw[kept++] = b;
        }
        if (b == 0) {
            fail(Flaws.nul());
        }
        step(b);
    }

    /** Ends the record; what was wrong with it, if anything was. */
    Optional<Problem> end(int first, int last) {
        if (state == State.QUOTED) {
            trouble = Flaws.unclosed(first, last);
        }
        endField();
        return Optional.ofNullable(trouble);
    }

    /** The values, or empty when the bytes are not of this charset. */
    Optional<List<String>> decode(Charset charset) {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        List<String> values = new ArrayList<>(fields.size());
        try {
            for (byte[] bytes : fields) {
                values.add(decoder.decode(ByteBuffer.wrap(bytes)).toString());
            }
        } catch (CharacterCodingException notThisCharset) {
            return Optional.empty();
        }
        return Optional.of(values);
    }

    private void step(byte b) {
        boolean between = b == separator;
        switch (state) {
            case FIELD_START, PLAIN -> {
                if (between) {
                    endField();
                } else if (b == '"' && state == State.FIELD_START) {
                    state = State.QUOTED;
                } else {
                    keep(b);
                    state = State.PLAIN;
                }
            }
            case QUOTED -> {
                if (b == '"') {
                    state = State.QUOTE_IN_QUOTED;
                } else {
                    keep(b);
                }
            }
            case QUOTE_IN_QUOTED -> {
                if (b == '"') {
                    keep(b);
                    state = State.QUOTED;
                } else if (between) {
                    endField();
                } else {
                    fail(Flaws.afterQuote());
                    state = State.AFTER_QUOTE;
                }
            }
            case AFTER_QUOTE -> {
                if (between) {
                    endField();
                }
            }
        }
    }

    private void keep(byte b) {
        if (fieldSize == format.maxFieldBytes()) {
            fail(Flaws.longField(format.maxFieldBytes()));
        } else if (trouble == null) {
            field = room(field, fieldSize);
            field[fieldSize++] = b;
        }
    }

    private void endField() {
        if (fields.size() == format.maxColumns()) {
            fail(Flaws.manyColumns(format.maxColumns()));
        } else if (trouble == null) {
            fields.add(Arrays.copyOf(field, fieldSize));
        }
        fieldSize = 0;
        state = State.FIELD_START;
    }

    private void fail(Problem problem) {
        if (trouble == null) {
            trouble = problem;
            fields.clear();
        }
    }

    private static byte[] room(byte[] array, int used) {
        return used < array.length ? array : Arrays.copyOf(array, array.length * 2);
    }
}
