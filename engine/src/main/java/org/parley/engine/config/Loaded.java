package org.parley.engine.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.plan.Plan;

/**
 * A configuration that is right.
 *
 * @param trust the trust
 * @param systems in the order of the files
 * @param routes in the order of the files
 * @param tests in the order of the files
 * @param plan what the engine is to do
 * @param environment the name of the environment
 * @param files every file that the plan was made of, by relative name; reading a {@link Source#of}
 *     them gives the same plan, secrets apart
 */
public record Loaded(
        TrustDocument trust,
        List<SystemDocument> systems,
        List<RouteDocument> routes,
        List<TestDocument> tests,
        Plan plan,
        String environment,
        Map<String, byte[]> files) {
    public Loaded {
        systems = List.copyOf(systems);
        routes = List.copyOf(routes);
        tests = List.copyOf(tests);
        files = Map.copyOf(files);
    }

    /** A digest of {@link #files}: SHA-256, 64 hexadecimal digits. */
    public String version() {
        return plan.version();
    }

    /** The system of a port or destination ({@code pas.adt}). */
    public Optional<SystemDocument> systemOf(String port) {
        String name = port.substring(0, Math.max(0, port.indexOf('.')));
        return systems.stream().filter(s -> s.name().equals(name)).findFirst();
    }
}
