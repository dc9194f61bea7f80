package org.parley.wire.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The message structures of the standard, versions 2.1 to 2.8, from our own table. Immutable. */
public final class Structures {
    private static final Structures STANDARD = load();

    private final Map<String, Part.Group> structures;
    private final Map<String, String> events;

    private Structures(StructureReader reader) {
        // Names that follow each other, such as ADT_A01 and ADT_A02, crowd in a Map.copyOf.
        structures = Collections.unmodifiableMap(new HashMap<>(reader.structures));
        events = Collections.unmodifiableMap(new HashMap<>(reader.events));
        if (!structures.keySet().containsAll(events.values())) {
            throw new IllegalStateException("structures.txt names a structure that it lacks");
        }
    }

    /** The table that comes with Parley. */
    public static Structures standard() {
        return STANDARD;
    }

    private static Structures load() {
        try (InputStream in = Structures.class.getResourceAsStream("structures.txt")) {
            if (in == null) {
                throw new IllegalStateException("structures.txt is missing from the jar");
            }
            StructureReader reader = new StructureReader();
            reader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Structures(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all structures, {@code ADT_A01} and so on. */
    public Set<String> names() {
        return structures.keySet();
    }

    /** The structure of an event: {@code ADT}, {@code A04} gives {@code ADT_A01}. */
    public Optional<String> forEvent(String type, String trigger) {
        String exact = events.get(type + "^" + trigger);
        return Optional.ofNullable(exact == null ? events.get(type + "^*") : exact);
    }

    /**
     * The grammar of a message: MSH-9.3 when it names one that is known, or by type and trigger.
     */
    Part.@Nullable Group grammar(Message message) {
        Part.Group declared = structures.get(message.declaredStructure());
        if (declared != null) {
            return declared;
        }
        return forEvent(message.type(), message.trigger()).map(structures::get).orElse(null);
    }

    /** The name of a message's structure: MSH-9.3 when it is known, or by type and trigger. */
    public Optional<String> name(Message message) {
        String declared = message.declaredStructure();
        return structures.containsKey(declared)
                ? Optional.of(declared)
                : forEvent(message.type(), message.trigger());
    }

    Part.@Nullable Group grammar(String name) {
        return structures.get(name);
    }
}
