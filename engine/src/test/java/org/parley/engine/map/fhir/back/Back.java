package org.parley.engine.map.fhir.back;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;

/** The way back, compiled for tests. */
final class Back {
    private static final MapSource NOTHING = source(Map.of());

    private Back() {}

    static BackMap standard() {
        return of(List.of(), NOTHING);
    }

    static BackMap of(List<String> over, MapSource trust) {
        return switch (BackMaps.compile(over, trust, Library.back())) {
            case BackMaps.Compilation.Ok(BackMap map) -> map;
            case BackMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(
                            String.join(
                                    "\n",
                                    wrong.problems().stream().map(Object::toString).toList()));
        };
    }

    static MapSource source(Map<String, String> files) {
        Map<String, String> all = new TreeMap<>(files);
        return new MapSource() {
            @Override
            public Optional<byte[]> read(String file) {
                return Optional.ofNullable(all.get(file))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public List<String> files() {
                return List.copyOf(all.keySet());
            }
        };
    }

    /** The messages, a line for each segment. */
    static String text(Mapped made) {
        return switch (made) {
            case Mapped.Messages(List<Message> messages) -> {
                StringBuilder out = new StringBuilder();
                for (Message message : messages) {
                    out.append(
                            new String(message.bytes(), StandardCharsets.UTF_8)
                                    .replace('\r', '\n'));
                }
                yield out.toString();
            }
            case Mapped.Impossible(var problem) -> problem + "\n";
            case Mapped.Content other -> throw new AssertionError(other);
        };
    }
}
