package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Maps for tests. */
final class Compiled {
    private Compiled() {}

    /** A trust's files, in memory. */
    record Trust(Map<String, String> texts) implements MapSource {
        static Trust of(String... filesAndTexts) {
            Map<String, String> texts = new HashMap<>();
            for (int i = 0; i < filesAndTexts.length; i += 2) {
                texts.put(filesAndTexts[i], filesAndTexts[i + 1]);
            }
            return new Trust(texts);
        }

        @Override
        public Optional<byte[]> read(String file) {
            return Optional.ofNullable(texts.get(file))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> files() {
            return texts.keySet().stream().sorted().toList();
        }
    }

    private static final FhirMap STANDARD = of(List.of(), Trust.of());

    /** The product's own map, compiled once: it does not change. */
    static FhirMap standard() {
        return STANDARD;
    }

    static FhirMap of(List<String> over, MapSource trust) {
        return switch (FhirMaps.compile(over, trust, Library.standard(), Settings.usual())) {
            case FhirMaps.Compilation.Ok(FhirMap map) -> map;
            case FhirMaps.Compilation.Wrong(List<MapProblem> problems) ->
                    throw new AssertionError(
                            problems.stream().map(p -> p + "\n").reduce("", String::concat));
        };
    }

    /** A message of lines that end in LF or CR. */
    static Message message(String text) {
        byte[] bytes = text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad bad -> throw new AssertionError(bad.problems().toString());
        };
    }

    static byte[] bundle(FhirMap map, Message message) {
        return switch (map.apply(message)) {
            case Mapped.Content(byte[] json) -> json;
            case Mapped.Messages _ -> throw new AssertionError("not FHIR");
            case Mapped.Impossible(var problem) -> throw new AssertionError(problem);
        };
    }
}
