package org.parley.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.config.FolderReader.Declared;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;

/** Documents to plan. Used once. */
final class Compiler {
    private final Source source;
    private final Environment environment;
    private final Declared declared;
    private final Lints lints;

    Compiler(Source source, Environment environment, Declared declared, Lints lints) {
        this.source = source;
        this.environment = environment;
        this.declared = declared;
        this.lints = lints;
    }

    /** The whole, when nothing that it needs is missing; errors are reported either way. */
    Optional<Loaded> compile(List<Document> documents, String env, Map<String, byte[]> used) {
        Uniqueness.check(documents, lints);
        Optional<TrustDocument> trust = trust(documents);
        String owner = trust.map(TrustDocument::owner).orElse("");
        List<SystemDocument> systems = every(documents, SystemDocument.class);
        List<RouteDocument> routes = every(documents, RouteDocument.class);
        List<TestDocument> tests = every(documents, TestDocument.class);

        var secrets = new Secrets(environment, source.base(), lints);
        var layouts = new Layouts(used, lints);
        var ports =
                new PortCompiler(secrets, source.base(), new ConditionText(lints), layouts, lints);
        Map<String, InPort> in = new LinkedHashMap<>();
        Map<String, Destination> out = new LinkedHashMap<>();
        for (SystemDocument system : systems) {
            String owns = system.owner().orElse(owner);
            system.sends()
                    .forEach((n, p) ->
                            put(in, system, n, ports.in(system.name() + "." + n, owns, p)));
            system.receives()
                    .forEach((n, p) ->
                            put(out, system, n, ports.out(system.name() + "." + n, owns, p)));
        }
        var maps = new MapText(used, lints);
        var router =
                new RouteCompiler(declared, in, new ConditionText(lints), maps, layouts, lints);
        List<Route> compiled = routes.stream().flatMap(r -> router.compile(r).stream()).toList();
        trust.ifPresent(one -> Packages.check(one, systems, source, lints));
        Addresses.check(systems, lints);
        Folders.check(systems, lints);
        systems.forEach(system -> Loose.inUse(system, lints));
        boolean everyRoute =
                declared.isComplete()
                        && routes.size() == declared.all("route").size()
                        && compiled.size() == routes.size();
        if (everyRoute) {
            Loose.ends(systems, routes, lints);
            maps.unused(routes);
            layouts.unused();
        }
        TestChecks.check(tests, routes, declared, source, lints);
        if (lints.errors() > 0 || trust.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = new Plan(trust.get().name(), Digest.of(used), in, out, compiled);
        return Optional.of(new Loaded(trust.get(), systems, routes, tests, plan, env, used));
    }

    private static <T> void put(
            Map<String, T> all, SystemDocument system, String port, Optional<T> compiled) {
        compiled.ifPresent(c -> all.put(system.name() + "." + port, c));
    }

    private static <T extends Document> List<T> every(List<Document> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Optional<TrustDocument> trust(List<Document> documents) {
        List<TrustDocument> all = every(documents, TrustDocument.class);
        if (all.isEmpty() && declared.isComplete() && declared.all("trust").isEmpty()) {
            lints.error(
                    Place.top("trust.yaml"),
                    "PAR-3029",
                    "No document says which trust this is.",
                    "Add a file trust.yaml, for example: " + TrustDocument.SPEC.example());
        }
        for (TrustDocument more : all.stream().skip(1).toList()) {
            lints.error(
                    more.written().place(),
                    "PAR-3029",
                    "There is a second trust; the first is \"" + all.get(0).name() + "\".",
                    "Keep one of them: a folder is the configuration of one trust.");
        }
        return all.stream().findFirst();
    }
}
