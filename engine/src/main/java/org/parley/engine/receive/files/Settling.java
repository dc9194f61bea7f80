package org.parley.engine.receive.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.parley.engine.files.Folder.Found;

/**
 * Tells which files are whole: those whose size and time were the same in two looks far enough
 * apart, and those beside which a file {@code NAME.done} lies. Hidden files, and names that end in
 * what writers call unfinished files, are never looked at.
 */
final class Settling {
    static final String MARKER = ".done";
    private static final List<String> UNFINISHED =
            List.of(".tmp", ".temp", ".part", ".partial", ".filepart", ".writing", ".lock", "~");

    private final Predicate<String> pattern;
    private final Duration settle;
    private Map<String, Seen> seen = new HashMap<>();

    private record Seen(Found found, long since) {}

    Settling(Predicate<String> pattern, Duration settle) {
        this.pattern = pattern;
        this.settle = settle;
    }

    /** Whole files, oldest first; equally old ones by name. */
    List<Found> whole(List<Found> listed, long now) {
        Set<String> names = new HashSet<>();
        listed.forEach(f -> names.add(f.name()));
        Map<String, Seen> next = new HashMap<>();
        List<Found> whole = new ArrayList<>();
        for (Found found : listed) {
            if (!found.regular() || !candidate(found.name(), names)) {
                continue;
            }
            Seen fresh = new Seen(found, now);
            Seen before = seen.getOrDefault(found.name(), fresh);
            Seen is = before.found().equals(found) ? before : fresh;
            next.put(found.name(), is);
            boolean settled = !is.equals(fresh) && now - is.since() >= settle.toNanos();
            if (settled || names.contains(found.name() + MARKER)) {
                whole.add(found);
            }
        }
        seen = next;
        whole.sort(Comparator.comparing(Found::modified).thenComparing(Found::name));
        return whole;
    }

    /** True when there are files that another look soon may find whole. */
    boolean unsettled() {
        return !seen.isEmpty();
    }

    /** Names that would be files of ours, were they regular. */
    boolean wants(String name) {
        return !name.startsWith(".") && pattern.test(name);
    }

    private boolean candidate(String name, Set<String> names) {
        boolean marker =
                name.endsWith(MARKER)
                        && names.contains(name.substring(0, name.length() - MARKER.length()));
        return wants(name) && !marker && UNFINISHED.stream().noneMatch(name::endsWith);
    }
}
