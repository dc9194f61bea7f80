package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.MessagePlan.Extent;
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

    /** Most others that one is compared with: a message with more must not take minutes. */
    private static final int COMPARED = 64;

    private final Run run;
    private final Tree tree;
    private final Ids ids;
    private final JsonWriter out;
    private String sender = "";
    private final Json json;
    private final Map<Id, Resource> byId = new HashMap<>();

    /** Where numbers behind keys go on that more than {@link #COMPARED} resources have. */
    private final Map<Id, Integer> numbers = new HashMap<>();

    /** An id among the resources of its type. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record Id(String type, byte[] id) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id(String t, byte[] i)
                    && t.equals(type)
                    && Arrays.equals(i, id);
        }

        @Override
        public int hashCode() {
            int hash = 0; // an id is a hash itself, so the end of it tells enough
            for (int i = Math.max(0, id.length - 8); i < id.length; i++) {
                hash = 31 * hash + id[i];
            }
            return hash;
        }
    }

    Finish(Run run) {
        this.run = run;
        this.ids = run.desk().ids();
        this.tree = run.tree();
        this.out = run.desk().out();
        this.json = new Json(run, out, this::id);
    }

    byte[] bundle() {
        List<Resource> all = run.resources();
        for (int i = 0; i < all.size(); i++) {
            List<Reference> references = all.get(i).references();
            for (int j = 0; j < references.size(); j++) {
                refer(all.get(i), references.get(j));
            }
        }
        keyed();
        List<Resource> kept = new ArrayList<>();
        for (Resource resource : all) {
            id(resource);
            if (resource.really() == resource) {
                kept.add(resource);
            }
        }
        json.bundle(kept, bundleId());
        return out.toBytes();
    }

    private void keyed() {
        if (run.wanted().isEmpty()) {
            return;
        }
        Map<String, Resource> keys = new HashMap<>();
        for (Resource resource : run.resources()) {
            keys.putIfAbsent(resource.type() + " " + resource.called(), resource);
        }
        for (Keyed.Wanted wanted : run.wanted()) {
            Resource meant = keys.get(wanted.type() + " " + wanted.key());
            if (meant != null) {
                tree.refer(wanted.node(), meant.number());
            }
        }
    }

    private void refer(Resource from, Reference reference) {
        for (Extent extent : reference.within()) {
            if (refer(from, reference, extent)) {
                return;
            }
        }
    }

    /** False when there is none of those meant. */
    private boolean refer(Resource from, Reference reference, Extent within) {
        List<Resource> named = run.named(reference.refers().name());
        int low = lower(named, within.from);
        int high = lower(named, within.end);
        if (reference.refers().all()) {
            for (int i = low; i < high; i++) {
                refer(from, reference, named.get(i));
            }
        } else if (low < high) {
            int nearest = lower(named, from.number()) - 1;
            refer(from, reference, named.get(nearest >= low && nearest < high ? nearest : low));
        }
        return low < high;
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

    private byte[] id(Resource resource) {
        byte[] known = resource.really().id();
        if (known != null) {
            return known;
        }
        String key = resource.key();
        if (key == null && resource.name() == Resource.NAMELESS) {
            int mark = out.size();
            json.object(resource.root(), null);
            byte[] id = ids.of(resource.type(), out.array(), mark, out.size());
            out.back(mark);
            return settle(resource, id);
        }
        String text = key == null ? position(resource) : key;
        if (resource.asked()) {
            // two that refer to each other: what is not known yet is like nothing else
            return Integer.toString(resource.number()).getBytes(StandardCharsets.ISO_8859_1);
        }
        resource.asked(true);
        byte[] id = free(resource, text);
        resource.asked(false);
        return settle(resource, id);
    }

    /** An id that no other has which says otherwise. */
    private byte[] free(Resource resource, String text) {
        byte[] plain = ids.of(resource.type(), text);
        byte[] id = plain;
        for (int again = 2; !fits(resource, id); again++) {
            int number =
                    again <= COMPARED
                            ? again
                            : numbers.merge(new Id(resource.type(), plain), again, (n, _) -> n + 1);
            id = ids.of(resource.type(), text + "#" + number);
        }
        return id;
    }

    private String position(Resource resource) {
        return sender() + "|" + resource.segment() + "|" + resource.name();
    }

    /** True when no other has the id, or the other one does not say otherwise. */
    private boolean fits(Resource resource, byte[] id) {
        Resource other = byId.get(new Id(resource.type(), id));
        if (other == null) {
            return true;
        }
        if (measuredApart(resource, other)) {
            return false;
        }
        for (int child = tree.first(resource.root());
                child != Tree.NONE;
                child = tree.next(child)) {
            Element element = tree.element(child);
            if (element.repeats()) {
                continue;
            }
            int there = tree.findOrder(other.root(), element.order());
            if (there != Tree.NONE && !Arrays.equals(bytes(child), bytes(there))) {
                return false;
            }
        }
        return true;
    }

    /** Two results of two segments were measured twice, whatever they say. */
    private static boolean measuredApart(Resource one, Resource other) {
        return one.type().equals("Observation")
                && one.name() != Resource.NAMELESS
                && other.name() != Resource.NAMELESS
                && one.segment() != other.segment();
    }

    private byte[] bytes(int node) {
        int mark = out.size();
        json.value(node);
        byte[] made = Arrays.copyOfRange(out.array(), mark, out.size());
        out.back(mark);
        return made;
    }

    private byte[] settle(Resource resource, byte[] id) {
        Resource other = byId.putIfAbsent(new Id(resource.type(), id), resource);
        if (other == null || other == resource) {
            resource.id(id);
            return id;
        }
        resource.is(other); // before what refers back to it asks
        join(resource, other);
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
        byte[] wanted = bytes(child);
        int compared = 0; // with more, one said twice is better than a message that takes minutes
        for (int there = tree.first(root);
                there != Tree.NONE && compared < COMPARED;
                there = tree.next(there)) {
            if (tree.element(there) == element) {
                compared++;
                if (Arrays.equals(wanted, bytes(there))) {
                    return true;
                }
            }
        }
        return false;
    }

    private byte[] bundleId() {
        Message message = run.places().message();
        return ids.of("Bundle", sender() + "|" + message.textOrEmpty(TIME));
    }

    /** Who sent the message, and its number. */
    private String sender() {
        if (sender.isEmpty()) {
            Message message = run.places().message();
            sender =
                    message.textOrEmpty(APPLICATION)
                            + "|"
                            + message.textOrEmpty(FACILITY)
                            + "|"
                            + message.controlId();
        }
        return sender;
    }
}
