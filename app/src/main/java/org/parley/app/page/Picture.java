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

    private static final int BOX = 240;
    private static final int ROUTE_BOX = 150;
    private static final int ROUTE_X = (WIDTH - ROUTE_BOX) / 2;
    private static final int TALL = 52;
    private static final int GAP = 16;
    private static final double THIN = 2;
    private static final double WIDE = 16;

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
        Map<String, Node> left = new LinkedHashMap<>();
        for (Now.PortRow port : ports) {
            int y = place(left.size(), ports.size(), height);
            String style = port.rate() > 0 ? "flows" : "silent";
            left.put(
                    port.code(),
                    new Node(
                            "p " + port.code(),
                            style,
                            1,
                            y,
                            BOX,
                            TALL,
                            port.name(),
                            port.code() + " · " + port.perSecond() + "/s"));
        }
        Map<String, Node> right = new LinkedHashMap<>();
        byDestination.forEach((code, of) ->
                right.put(
                        code,
                        destination(code, of, place(right.size(), byDestination.size(), height))));
        Map<String, Node> middle = new LinkedHashMap<>();
        List<Route> routes =
                plan.routes().stream()
                        .sorted(Comparator.comparingDouble(r -> mean(r, right)))
                        .toList();
        for (Route route : routes) {
            int y = place(middle.size(), routes.size(), height) + TALL / 4;
            middle.put(
                    route.name(),
                    new Node(
                            "r " + route.name(),
                            "route",
                            ROUTE_X,
                            y,
                            ROUTE_BOX,
                            TALL / 2,
                            route.name(),
                            ""));
        }
        List<Node> nodes = new ArrayList<>(left.values());
        nodes.addAll(middle.values());
        nodes.addAll(right.values());
        return new Picture(height, nodes, lines(routes, owned, left, middle, right));
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
                "d " + code, style, WIDTH - BOX - 1, y, BOX, TALL, legs.getFirst().name(), note);
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

    private static double mean(Route route, Map<String, Node> right) {
        return route.legs().stream()
                .map(leg -> right.get(leg.destination()))
                .filter(java.util.Objects::nonNull)
                .mapToInt(Node::middle)
                .average()
                .orElse(0);
    }
}
