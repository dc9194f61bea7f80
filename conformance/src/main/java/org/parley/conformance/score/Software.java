package org.parley.conformance.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.conformance.rule.Subject;
import org.parley.wire.fhir.Json;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** Which software sent a message: MSH-3 and SFT, or the header of a FHIR message. */
final class Software {
    /** Kinds of software that are told apart at one port; the rest are one more. */
    static final int MAX_KINDS = 20;

    private static final int MAX_LENGTH = 60;
    private static final String OTHERS = "(others)";
    private static final String UNKNOWN = "(not said)";
    private static final List<Path> PARTS =
            List.of(Path.of("MSH-3.1"), Path.of("SFT[1]-3.1"), Path.of("SFT[1]-2.1"));

    private final Map<String, Set<String>> kinds = new HashMap<>();

    String of(String port, Subject subject) {
        String said = subject.message().map(Software::v2).orElseGet(() -> fhir(subject));
        String name = plain(said);
        Set<String> known = kinds.computeIfAbsent(port, p -> new HashSet<>());
        if (known.contains(name) || known.size() < MAX_KINDS) {
            known.add(name);
            return name;
        }
        return OTHERS;
    }

    private static String v2(Message message) {
        StringBuilder out = new StringBuilder();
        for (Path part : PARTS) {
            out.append(message.textOrEmpty(part)).append(' ');
        }
        return out.toString();
    }

    private static String fhir(Subject subject) {
        return subject.header()
                .map(header -> header.members("source"))
                .map(source -> text(source, "software") + " " + text(source, "version"))
                .orElse("");
    }

    private static String text(Json.Members source, String name) {
        String text = source.text(name);
        return text == null ? "" : text;
    }

    private static String plain(String said) {
        StringBuilder out = new StringBuilder();
        said.strip()
                .chars()
                .limit(MAX_LENGTH)
                .forEach(c -> out.append(c < 0x20 || c > 0x7e ? '?' : (char) c));
        return out.isEmpty() ? UNKNOWN : out.toString();
    }
}
