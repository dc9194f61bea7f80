package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.Resource.Reference;
import org.parley.wire.fhir.JsonWriter;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/**
 * Makes a Bundle of the resources: references between them, an id for each, those that are the same
 * thing made one, and all of it as JSON in the order of the standard.
 */
@SuppressWarnings("ReferenceEquality") // elements and resources are compared by identity
final class Finish {
    private static final Path APPLICATION = Path.of("MSH-3");
    private static final Path FACILITY = Path.of("MSH-4");
    private static final Path TIME = Path.of("MSH-7.1");

    private final Run run;
    private final Tree tree;
    private final Ids ids = new Ids();
    private final JsonWriter out = new JsonWriter(8192);
    private final Map<String, Resource> byId = new HashMap<>();

    Finish(Run run) {
        this.run = run;
        this.tree = run.tree();
    }

    byte[] bundle() {
        List<Resource> all = run.resources();
        for (Resource resource : all) {
            for (Reference reference : resource.references()) {
                refer(resource, reference);
            }
        }
        List<Resource> kept = new ArrayList<>();
        for (Resource resource : all) {
            id(resource);
            if (resource.really() == resource) {
                kept.add(resource);
            }
        }
        write(kept);
        return out.toBytes();
    }

    private void refer(Resource from, Reference reference) {
        List<Resource> named = run.named(reference.refers().name());
        int low = lower(named, reference.within().from);
        int high = lower(named, reference.within().end);
        if (reference.refers().all()) {
            for (int i = low; i < high; i++) {
                refer(from, reference, named.get(i));
            }
        } else if (low < high) {
            int nearest = lower(named, from.number()) - 1;
            refer(from, reference, named.get(nearest >= low && nearest < high ? nearest : low));
        }
    }

    /** The first that has that number or a greater one. */
    private static int lower(List<Resource> named, int number) {
        int low = 0;
        int high = named.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (named.get(middle).number() < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void refer(Resource from, Reference reference, Resource to) {
        if (from == to) {
            return;
        }
        run.scope(reference.scope());
        Maker.Complex maker =
                (r, node, _, _) -> {
                    if (r.tree().target(node) == Tree.NONE) {
                        r.tree().refer(node, to.number());
                    }
                    return true;
                };
        int repetition = reference.refers().all() ? to.number() + 1 : 1;
        reference.refers().slot().write(run, from.root(), repetition, maker, Places.ABSENT, null);
    }

    private String id(Resource resource) {
        String known = resource.really().id();
        if (known != null) {
            return known;
        }
        String key = resource.key();
        if (key == null && resource.name() == Resource.NAMELESS) {
            int mark = out.size();
            object(resource.root(), null);
            String id = ids.of(resource.type(), out.array(), mark, out.size());
            out.back(mark);
            return settle(resource, id);
        }
        String text = key == null ? position(resource) : key;
        String id = ids.of(resource.type(), text);
        for (int again = 2; !fits(resource, id); again++) {
            id = ids.of(resource.type(), text + "#" + again);
        }
        return settle(resource, id);
    }

    private String position(Resource resource) {
        Message message = run.places().message();
        return message.textOrEmpty(APPLICATION)
                + "|"
                + message.textOrEmpty(FACILITY)
                + "|"
                + message.controlId()
                + "|"
                + resource.segment()
                + "|"
                + resource.name();
    }

    /** True when no other has the id, or the other one does not say otherwise. */
    private boolean fits(Resource resource, String id) {
        Resource other = byId.get(resource.type() + id);
        if (other == null) {
            return true;
        }
        for (int child = tree.first(resource.root());
                child != Tree.NONE;
                child = tree.next(child)) {
            Element element = tree.element(child);
            if (element.repeats()) {
                continue;
            }
            int there = tree.findOrder(other.root(), element.order());
            if (there != Tree.NONE && !Arrays.equals(json(child), json(there))) {
                return false;
            }
        }
        return true;
    }

    private byte[] json(int node) {
        int mark = out.size();
        value(node);
        byte[] made = Arrays.copyOfRange(out.array(), mark, out.size());
        out.back(mark);
        return made;
    }

    private String settle(Resource resource, String id) {
        Resource other = byId.putIfAbsent(resource.type() + id, resource);
        if (other == null || other == resource) {
            resource.id(id);
            return id;
        }
        join(resource, other);
        resource.is(other);
        return id;
    }

    /** What the one has and the other lacks goes over to the other. */
    private void join(Resource one, Resource other) {
        int child = tree.first(one.root());
        while (child != Tree.NONE) {
            int next = tree.next(child);
            if (!has(other.root(), child)) {
                tree.move(child, other.root());
            }
            child = next;
        }
    }

    private boolean has(int root, int child) {
        Element element = tree.element(child);
        if (!element.repeats()) {
            return tree.findOrder(root, element.order()) != Tree.NONE;
        }
        byte[] wanted = json(child);
        for (int there = tree.first(root); there != Tree.NONE; there = tree.next(there)) {
            if (tree.element(there) == element && Arrays.equals(wanted, json(there))) {
                return true;
            }
        }
        return false;
    }

    private void write(List<Resource> resources) {
        Message message = run.places().message();
        boolean header = resources.stream().anyMatch(each -> each.type().equals("MessageHeader"));
        text("{\"resourceType\":\"Bundle\",\"id\":\"");
        text(
                ids.of(
                        "Bundle",
                        message.textOrEmpty(APPLICATION)
                                + "|"
                                + message.textOrEmpty(FACILITY)
                                + "|"
                                + message.controlId()
                                + "|"
                                + message.textOrEmpty(TIME)));
        text("\"");
        if (!message.controlId().isBlank()) {
            text(",\"identifier\":{\"system\":\"urn:parley:control-id\",\"value\":");
            out.string(message.controlId());
            text("}");
        }
        text(header ? ",\"type\":\"message\"" : ",\"type\":\"collection\"");
        if (!resources.isEmpty()) {
            text(",\"entry\":[");
            boolean first = true;
            for (int turn = 0; turn < 2; turn++) {
                for (Resource resource : resources) {
                    if (resource.type().equals("MessageHeader") == (turn == 0)) {
                        text(first ? "{\"fullUrl\":\"urn:uuid:" : ",{\"fullUrl\":\"urn:uuid:");
                        text(id(resource));
                        text("\",\"resource\":");
                        object(resource.root(), resource);
                        text("}");
                        first = false;
                    }
                }
            }
            text("]");
        }
        text("}");
    }

    private void text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            out.sign(ascii.charAt(i));
        }
    }

    /** An object; false, and nothing written, when it would be empty. */
    private boolean object(int node, @Nullable Resource resource) {
        int mark = out.size();
        out.sign('{');
        if (resource != null) {
            text("\"resourceType\":\"" + resource.type() + "\",\"id\":\"" + id(resource) + "\"");
        }
        int target = tree.target(node);
        if (target != Tree.NONE) {
            text("\"reference\":\"urn:uuid:");
            text(id(run.resources().get(target)));
            text("\"");
        }
        int[] children = sorted(node);
        boolean any = resource != null || target != Tree.NONE;
        int i = 0;
        while (i < children.length) {
            int end = i + 1;
            Element element = tree.element(children[i]);
            while (end < children.length && tree.element(children[end]) == element) {
                end++;
            }
            any |= element(element, children, i, end, any);
            i = end;
        }
        if (!any) {
            out.back(mark);
            return false;
        }
        out.sign('}');
        return true;
    }

    private boolean element(Element element, int[] nodes, int from, int end, boolean comma) {
        int mark = out.size();
        if (comma) {
            out.sign(',');
        }
        out.raw(element.key());
        if (!element.repeats()) {
            return single(element, nodes[from], mark, comma);
        }
        out.sign('[');
        boolean any = false;
        for (int i = from; i < end; i++) {
            int before = out.size();
            if (any) {
                out.sign(',');
            }
            if (value(nodes[i])) {
                any = true;
            } else {
                out.back(before);
            }
        }
        if (!any) {
            out.back(mark);
            return false;
        }
        out.sign(']');
        return true;
    }

    private boolean single(Element element, int node, int mark, boolean comma) {
        boolean primitive = element.primitive();
        boolean any = primitive ? tree.valued(node) && value(node) : value(node);
        if (!any) {
            out.back(mark);
        }
        if (primitive && tree.first(node) != Tree.NONE) {
            int before = out.size();
            if (any || comma) {
                out.sign(',');
            }
            out.raw(element.shadow());
            if (object(node, null)) {
                return true;
            }
            out.back(before);
        }
        return any;
    }

    /** One value; false when there is none. */
    private boolean value(int node) {
        if (!tree.valued(node)) {
            return object(node, null);
        }
        byte[] source = tree.source(node);
        if (tree.quoted(node)) {
            out.sign('"');
            out.raw(source, tree.from(node), tree.end(node));
            out.sign('"');
        } else {
            out.raw(source, tree.from(node), tree.end(node));
        }
        return true;
    }

    /** The children in the order of the standard; those of one element stay in theirs. */
    private int[] sorted(int node) {
        int count = 0;
        for (int child = tree.first(node); child != Tree.NONE; child = tree.next(child)) {
            count++;
        }
        int[] children = new int[count];
        int at = 0;
        boolean sorted = true;
        for (int child = tree.first(node); child != Tree.NONE; child = tree.next(child)) {
            sorted &= at == 0 || order(children[at - 1]) <= order(child);
            children[at++] = child;
        }
        if (!sorted) {
            long[] keys = new long[count];
            for (int i = 0; i < count; i++) {
                keys[i] = ((long) order(children[i]) << 32) | i;
            }
            Arrays.sort(keys);
            int[] before = children.clone();
            for (int i = 0; i < count; i++) {
                children[i] = before[(int) keys[i]];
            }
        }
        return children;
    }

    private int order(int node) {
        return tree.element(node).order();
    }
}
