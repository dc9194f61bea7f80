package org.parley.engine.map.fhir;

/** Says where in a resource a row wrote, for people; nothing here runs when nobody listens. */
final class Whereabouts {
    /** Deepest path that is looked for, in elements. */
    private static final int MOST = 64;

    private Whereabouts() {}

    /**
     * The path from the resource at hand to what a row of a segment or data type table wrote.
     *
     * @param node where the table's target begins
     */
    static String of(Run run, int node, Target target) {
        if (target instanceof Target.Nowhere) {
            return target.toString();
        }
        StringBuilder way = new StringBuilder();
        Tree tree = run.tree();
        int root = run.current().root();
        boolean inside = node != root && down(tree, root, node, way, 0);
        if (target instanceof Target.Self && inside) {
            return way.toString();
        }
        return inside ? way + "." + target : target.toString();
    }

    private static boolean down(Tree tree, int from, int node, StringBuilder way, int depth) {
        int before = way.length();
        for (int child = tree.first(from);
                child != Tree.NONE && depth < MOST;
                child = tree.next(child)) {
            way.append(before == 0 ? "" : ".").append(tree.element(child).name());
            if (child == node || down(tree, child, node, way, depth + 1)) {
                return true;
            }
            way.setLength(before);
        }
        return false;
    }
}
