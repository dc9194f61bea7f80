package org.parley.app.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;

/**
 * Who talks to whom, drawn: ports at the left, routes in the middle, destinations at the right.
 * Lengths are units of the picture. The line into a route is as wide as the busiest line out of it.
 *
 * @param height of the picture; its width is {@link #WIDTH}
 */
public record Picture(int height, List<Node> nodes, List<Line> lines) {
    /** Width of the picture. */
    public static final int WIDTH = 960;

    private static final int BOX = 260;
    private static final int ROUTE_BOX = 150;
    private static final int ROUTE_X = (WIDTH - ROUTE_BOX) / 2;
    private static final int TALL = 52;
    private static final int GAP = 16;

    /** Characters of a name that fit into a box. */
    private static final int NAME = 26;

    /** Characters of a route's name that fit. */
    private static final int ROUTE_NAME = 18;

    private static final double THIN = 2;
    private static final double WIDE = 16;

    private static String cut(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most - 1).strip() + "…";
    }

    public Picture {
        nodes = List.copyOf(nodes);
        lines = List.copyOf(lines);
    }

    /** A box. */
    public record Node(
            String key, String style, int x, int y, int width, int tall, String name, String note) {
        int middle() {
            return y + tall / 2;
        }
    }

    /** A line. */
    public record Line(String key, String style, String path, String width) {}

    static Picture of(Plan plan, List<Now.PortRow> ports, List<Now.LegRow> legs) {
        List<Now.LegRow> owned = legs.stream().filter(leg -> !leg.unowned()).toList();
        Map<String, List<Now.LegRow>> byDestination = new LinkedHashMap<>();
        owned.forEach(l -> byDestination.computeIfAbsent(l.code(), c -> new ArrayList<>()).add(l));
        int rows =
                Math.max(
                        1,
                        Math.max(
                                ports.size(),
                                Math.max(plan.routes().size(), byDestination.size())));
        int height = rows * (TALL + GAP) + GAP;
        Map<String, Node> right = new LinkedHashMap<>();
        byDestination.forEach((code, of) ->
                right.put(
                        code,
                        destination(code, of, place(right.size(), byDestination.size(), height))));
        List<Route> routes =
                plan.routes().stream()
                        .sorted(Comparator.comparingDouble(r -> mean(r, right)))
                        .toList();
        Map<String, Node> middle = new LinkedHashMap<>();
        for (Route route : routes) {
            int y = place(middle.size(), routes.size(), height) + TALL / 4;
            middle.put(route.name(), via(route, y));
        }
        Map<String, Node> left = new LinkedHashMap<>();
        ports.stream()
                .sorted(Comparator.comparingDouble(p -> mean(p, routes, middle)))
                .forEach(port ->
                        left.put(
                                port.code(), port(port, place(left.size(), ports.size(), height))));
        List<Node> nodes = new ArrayList<>(left.values());
        nodes.addAll(middle.values());
        nodes.addAll(right.values());
        return new Picture(height, nodes, lines(routes, owned, left, middle, right));
    }

    private static Node port(Now.PortRow port, int y) {
        return new Node(
                "p " + port.code(),
                port.rate() > 0 ? "flows" : "silent",
                1,
                y,
                BOX,
                TALL,
                cut(port.name(), NAME),
                port.code() + " · " + port.perSecond() + "/s");
    }

    private static Node via(Route route, int y) {
        return new Node(
                "r " + route.name(),
                "route",
                ROUTE_X,
                y,
                ROUTE_BOX,
                TALL / 2,
                cut(route.name(), ROUTE_NAME),
                "");
    }

    private static Node destination(String code, List<Now.LegRow> legs, int y) {
        double rate = legs.stream().mapToDouble(Now.LegRow::rate).sum();
        long waiting = legs.stream().mapToLong(Now.LegRow::waitingCount).sum();
        boolean stuck = legs.stream().anyMatch(l -> l.trouble().isPresent());
        String note =
                stuck
                        ? "⚠ " + Words.count(waiting) + " waiting"
                        : code + " · " + Words.rate(rate) + "/s";
        String style = stuck ? "stuck" : rate > 0 ? "flows" : "silent";
        return new Node(
                "d " + code,
                style,
                WIDTH - BOX - 1,
                y,
                BOX,
                TALL,
                cut(legs.getFirst().name(), NAME),
                note);
    }

    private static List<Line> lines(
            List<Route> routes,
            List<Now.LegRow> legs,
            Map<String, Node> left,
            Map<String, Node> middle,
            Map<String, Node> right) {
        double most = legs.stream().mapToDouble(Now.LegRow::rate).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        for (Route route : routes) {
            List<Now.LegRow> own =
                    legs.stream().filter(l -> l.route().equals(route.name())).toList();
            double busiest = own.stream().mapToDouble(Now.LegRow::rate).max().orElse(0);
            Node via = middle.get(route.name());
            for (String port : route.from()) {
                Node from = left.get(port);
                if (from != null && via != null) {
                    lines.add(line(from, via, busiest > 0 ? "flows" : "silent", busiest, most));
                }
            }
            for (Now.LegRow leg : own) {
                Node to = right.get(leg.code());
                if (to != null && via != null) {
                    String style =
                            leg.trouble().isPresent()
                                    ? "stuck"
                                    : leg.rate() > 0 ? "flows" : "silent";
                    lines.add(line(via, to, style, leg.rate(), most));
                }
            }
        }
        return lines;
    }

    private static Line line(Node from, Node to, String style, double rate, double most) {
        int x1 = from.x() + from.width();
        int bend = (to.x() - x1) / 2;
        String path =
                String.format(
                        Locale.ROOT,
                        "M%d %dC%d %d %d %d %d %d",
                        x1,
                        from.middle(),
                        x1 + bend,
                        from.middle(),
                        to.x() - bend,
                        to.middle(),
                        to.x(),
                        to.middle());
        double width = rate > 0 ? THIN + (WIDE - THIN) * Math.sqrt(rate / most) : THIN;
        return new Line(
                from.key() + " > " + to.key(),
                style,
                path,
                String.format(Locale.ROOT, "%.1f", "stuck".equals(style) ? 3 : width));
    }

    private static int place(int row, int rows, int height) {
        double share = (row + 0.5) / Math.max(1, rows);
        return (int) (GAP / 2.0 + share * (height - GAP) - TALL / 2.0);
    }

    /**
     * Ports are put near their routes, and routes near their destinations, so that few lines cross.
     */
    private static double mean(Now.PortRow port, List<Route> routes, Map<String, Node> middle) {
        return routes.stream()
                .filter(route -> route.from().contains(port.code()))
                .map(route -> middle.get(route.name()))
                .filter(java.util.Objects::nonNull)
                .mapToInt(Node::middle)
                .average()
                .orElse(0);
    }

    private static double mean(Route route, Map<String, Node> right) {
        return route.legs().stream()
                .map(leg -> right.get(leg.destination()))
                .filter(java.util.Objects::nonNull)
                .mapToInt(Node::middle)
                .average()
                .orElse(0);
    }
}
