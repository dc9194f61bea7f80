package org.parley.engine.config;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.config.FolderReader.Declared;
import org.parley.engine.config.RouteDocument.LegDocument;
import org.parley.engine.map.feed.FeedMaps;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.back.BackMaps;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Route;

/** Routes as written to routes of a plan. */
final class RouteCompiler {
    private final Declared declared;
    private final Map<String, InPort> ports;
    private final ConditionText conditions;
    private final MapText maps;
    private final Layouts layouts;
    private final Lints lints;

    RouteCompiler(
            Declared declared,
            Map<String, InPort> ports,
            ConditionText conditions,
            MapText maps,
            Layouts layouts,
            Lints lints) {
        this.layouts = layouts;
        this.declared = declared;
        this.ports = ports;
        this.conditions = conditions;
        this.maps = maps;
        this.lints = lints;
    }

    Optional<Route> compile(RouteDocument route) {
        int before = lints.errors();
        from(route);
        boolean readable = readable(route);
        boolean fhir = fhir(route);
        Optional<Condition> when = condition(route.when(), route.written(), fhir);
        if (route.when().isPresent() && !readable && !fhir) {
            notReadable(route.written().at("when"), "a condition");
        }
        if (route.to().isEmpty()) {
            lints.error(
                    route.written().at("to"),
                    "PAR-3040",
                    "The route \"" + route.name() + "\" goes nowhere.",
                    "Name at least one destination: to: [{ send: lims.demographics }]");
        }
        var legs = new ArrayList<Route.Leg>();
        route.to().forEach(leg -> leg(route, leg, readable).ifPresent(legs::add));
        repeated(route);
        return lints.errors() == before && when.isPresent()
                ? Optional.of(
                        new Route(
                                route.name(),
                                route.why(),
                                route.from(),
                                when.get(),
                                route.promise(),
                                legs))
                : Optional.empty();
    }

    private void from(RouteDocument route) {
        if (route.from().isEmpty()) {
            lints.error(
                    route.written().at("from"),
                    "PAR-3040",
                    "Nothing feeds the route \"" + route.name() + "\".",
                    "Name at least one port: from: pas.adt");
        }
        for (int i = 0; i < route.from().size(); i++) {
            String name = route.from().get(i);
            Place place = route.written().at("from", i);
            if (declared.lacks("sends", name)) {
                dangling(place, "PAR-3021", "sends", "No system sends by the port", name);
            } else if (route.from().indexOf(name) < i) {
                lints.error(
                        place,
                        "PAR-3020",
                        "The port \"" + name + "\" is here twice.",
                        "Keep one of them.");
            }
        }
    }

    private void dangling(Place place, String code, String side, String text, String name) {
        List<String> known = declared.all(side);
        lints.error(
                place,
                code,
                text + " \"" + name + "\"." + Suggestion.question(name, known),
                known.isEmpty()
                        ? "Describe it in its system under " + side + "."
                        : "Known are: " + Suggestion.some(known) + ".");
    }

    /** Whether all ports that feed the route speak HL7 v2, as far as is known. */
    private boolean readable(RouteDocument route) {
        return route.from().stream()
                .flatMap(name -> Optional.ofNullable(ports.get(name)).stream())
                .allMatch(port -> port.speaks().format() == Format.HL7V2);
    }

    /** Whether all ports that feed the route speak FHIR, as far as is known. */
    private boolean fhir(RouteDocument route) {
        List<InPort> known =
                route.from().stream()
                        .flatMap(name -> Optional.ofNullable(ports.get(name)).stream())
                        .toList();
        return !known.isEmpty()
                && known.stream().allMatch(port -> port.speaks().format() == Format.FHIR);
    }

    private Optional<Condition> condition(Optional<String> text, Written written, boolean fhir) {
        return fhir
                ? conditions.fhir(text, written, "when")
                : conditions.compile(text, written, "when");
    }

    private void notReadable(Place place, String what) {
        lints.error(
                place,
                "PAR-3036",
                "Only messages of HL7 v2 can be read, and a port of this route speaks something"
                        + " else; so it cannot have "
                        + what
                        + ".",
                "Take it out, or make a route for that port alone.");
    }

    private Optional<Route.Leg> leg(RouteDocument route, LegDocument leg, boolean readable) {
        if (declared.lacks("receives", leg.send())) {
            dangling(
                    leg.written().at("send"),
                    "PAR-3022",
                    "receives",
                    "No system receives by the port",
                    leg.send());
        }
        boolean fhir = fhir(route);
        if (leg.when().isPresent() && !readable && !fhir) {
            notReadable(leg.written().at("when"), "a condition");
        }
        boolean mappable = mappable(route, leg, readable, fhir);
        Optional<Condition> when = condition(leg.when(), leg.written(), fhir);
        Optional<Mapping> map =
                leg.maps().isEmpty() || !mappable
                        ? Optional.empty()
                        : zone(route, leg)
                                .flatMap(zone ->
                                        maps.compile(
                                                leg.maps(), zone, layout(route), leg.written()));
        return when.map(condition ->
                new Route.Leg(
                        leg.send(), condition, map, leg.ifRejected().orElse(route.ifRejected())));
    }

    /** Whether the map reads what the ports speak; if not, that is said. */
    private boolean mappable(RouteDocument route, LegDocument leg, boolean readable, boolean fhir) {
        if (leg.maps().isEmpty()) {
            return true;
        }
        String begins = leg.maps().getFirst();
        if (!readable && !fhir) {
            return feed(route, leg);
        }
        if (fhir && !begins.equals(BackMaps.UK_CORE)) {
            unread(
                    leg,
                    "A port of this route speaks FHIR, and this map does not read it.",
                    "Begin the list with " + BackMaps.UK_CORE + ".");
        } else if (!fhir && begins.equals(BackMaps.UK_CORE)) {
            unread(
                    leg,
                    BackMaps.UK_CORE + " reads FHIR, and no port of this route speaks it.",
                    "Take it out, or name a port that speaks fhir.");
        } else if (leg.maps().contains(FeedMaps.UK_CORE)) {
            unread(
                    leg,
                    FeedMaps.UK_CORE
                            + " reads CSV, JSON or XML, and no port of this route speaks"
                            + " it.",
                    "Take it out, or name a port that speaks csv, json or xml.");
            return false;
        }
        return true;
    }

    private void unread(LegDocument leg, String text, String remedy) {
        lints.error(leg.written().at("map"), "PAR-3036", text, remedy);
    }

    /** A map for what is no HL7 needs the layout of its records. */
    private boolean feed(RouteDocument route, LegDocument leg) {
        boolean said =
                route.from().stream()
                        .flatMap(name -> Optional.ofNullable(ports.get(name)).stream())
                        .anyMatch(port -> layouts.broken(port.speaks()));
        if (said) {
            lints.consequence();
        } else if (layout(route).isEmpty()) {
            lints.error(
                    leg.written().at("map"),
                    "PAR-3046",
                    "A map for CSV, JSON or XML reads records by their layout, and the ports of this"
                            + " route have none, or not the same.",
                    "Write layouts/NAME.csv and say at the port speaks: csv NAME (or json, xml).");
        }
        return layout(route).isPresent();
    }

    /** The layout of all ports that feed the route, when they have one and the same. */
    private Optional<Layout> layout(RouteDocument route) {
        List<Optional<Layout>> layouts =
                route.from().stream()
                        .flatMap(name -> Optional.ofNullable(ports.get(name)).stream())
                        .map(port -> port.speaks().layout())
                        .distinct()
                        .toList();
        return layouts.size() == 1 ? layouts.getFirst() : Optional.empty();
    }

    /** The zone of all ports that feed the route; those that differ need a route each. */
    private Optional<ZoneId> zone(RouteDocument route, LegDocument leg) {
        List<ZoneId> zones =
                route.from().stream()
                        .flatMap(name -> Optional.ofNullable(ports.get(name)).stream())
                        .map(port -> port.speaks().zone())
                        .distinct()
                        .toList();
        if (zones.size() > 1 && timed(leg)) {
            lints.error(
                    leg.written().at("map"),
                    "PAR-3036",
                    "The ports of this route have clocks in different zones, so one map cannot read"
                            + " their times.",
                    "Make a route for each zone.");
            return Optional.empty();
        }
        return Optional.of(zones.isEmpty() ? InPort.Speaks.USUAL_ZONE : zones.getFirst());
    }

    private static boolean timed(LegDocument leg) {
        return leg.maps().contains(FhirMaps.UK_CORE) || leg.maps().contains(FeedMaps.UK_CORE);
    }

    private void repeated(RouteDocument route) {
        for (int i = 0; i < route.to().size(); i++) {
            LegDocument leg = route.to().get(i);
            boolean before =
                    route.to().subList(0, i).stream()
                            .anyMatch(other ->
                                    other.send().equals(leg.send())
                                            && other.when().equals(leg.when()));
            if (before) {
                lints.error(
                        leg.written().at("send"),
                        "PAR-3033",
                        "The route sends to \"" + leg.send() + "\" twice on the same condition.",
                        "Keep one of them, or give each a condition of its own.");
            }
        }
    }
}
