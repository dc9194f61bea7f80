package org.parley.app.page;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.parley.engine.config.Loaded;

/**
 * What the page knows beside the engine.
 *
 * @param trust the trust's name
 * @param software version of Parley
 * @param systems what each system is, in plain words, by its name: {@code lims} is {@code
 *     Laboratory}
 * @param zone in which times are shown
 * @param folder where the audit log is kept
 */
public record Facts(
        String trust, String software, Map<String, String> systems, ZoneId zone, Path folder) {
    public Facts {
        systems = Map.copyOf(systems);
    }

    /** The facts of a configuration. */
    public static Facts of(Loaded loaded, String software, ZoneId zone, Path folder) {
        Map<String, String> systems = new HashMap<>();
        loaded.systems()
                .forEach(system ->
                        system.is().ifPresent(words -> systems.put(system.name(), words)));
        return new Facts(loaded.trust().is(), software, systems, zone, folder);
    }

    /** The plain name of a port or destination; its code when there is none. */
    String name(String code) {
        int dot = code.indexOf('.');
        return systems.getOrDefault(dot < 0 ? code : code.substring(0, dot), code);
    }
}
