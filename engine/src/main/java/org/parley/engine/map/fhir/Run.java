package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.JsonWriter;
import org.parley.wire.hl7v2.Message;

/** What is known while one message is being mapped. Used by one thread, once. */
final class Run {
    private final Places places;
    private final Desk desk;
    private final Tree tree;
    private final Settings settings;
    private final Account account;
    private final List<Resource> resources = new ArrayList<>();
    private final List<List<Resource>> named = new ArrayList<>();
    private final List<Keyed.Wanted> wanted = new ArrayList<>();
    private @Nullable Resource current;
    private int scope;
    private int scopes;
    private int values;
    private @Nullable String sender;

    Run(Message message, Settings settings, Account account, Desk desk) {
        this.places = new Places(message, desk);
        this.desk = desk;
        this.tree = desk.tree();
        this.settings = settings;
        this.account = account;
    }

    Places places() {
        return places;
    }

    Desk desk() {
        return desk;
    }

    Tree tree() {
        return tree;
    }

    Settings settings() {
        return settings;
    }

    Account account() {
        return account;
    }

    /** Who sent the message, as it may stand in a URL. */
    String sender() {
        String known = sender;
        if (known == null) {
            known = CodeList.Code.sender(places.message());
            sender = known;
        }
        return known;
    }

    /** Where JSON is made before it is known where it goes. */
    JsonWriter scratch() {
        return desk.scratch();
    }

    List<Resource> resources() {
        return resources;
    }

    /** A number that differs for each use of a table on a segment. */
    int scope() {
        return scope;
    }

    void nextScope() {
        scope = ++scopes;
    }

    /** Goes back to an earlier use of a table. */
    void scope(int earlier) {
        scope = earlier;
    }

    /** How many values have been written that came from the message. */
    int values() {
        return values;
    }

    void wrote() {
        values++;
    }

    Resource current() {
        Resource at = current;
        if (at == null) {
            throw new IllegalStateException("no resource is being made");
        }
        return at;
    }

    void current(@Nullable Resource resource) {
        current = resource;
    }

    /** A reference by key, to be found at the end. */
    void wants(Keyed.Wanted reference) {
        wanted.add(reference);
    }

    List<Keyed.Wanted> wanted() {
        return wanted;
    }

    /** A new resource, the last of all. */
    Resource resource(String type, int name) {
        Resource made = new Resource(type, name, resources.size(), tree.root(), places.segment());
        resources.add(made);
        if (name != Resource.NAMELESS) {
            while (named.size() <= name) {
                named.add(new ArrayList<>());
            }
            named.get(name).add(made);
        }
        return made;
    }

    /** All resources of that name in a message table, in order. */
    List<Resource> named(int name) {
        return name < named.size() ? named.get(name) : List.of();
    }

    /** The latest resource of that name from that number on; null when there is none. */
    @Nullable Resource latest(int name, int from) {
        List<Resource> all = named(name);
        return all.isEmpty() || all.getLast().number() < from ? null : all.getLast();
    }

    /** What tells the latest resource of that type from others; empty when there is none. */
    String keyOf(String type) {
        for (int i = resources.size() - 1; i >= 0; i--) {
            Resource resource = resources.get(i);
            if (resource.type().equals(type)
                    && resource.name() != Resource.NAMELESS
                    && places.near(resource.segment())) {
                String key = resource.key();
                return key == null ? "" : key;
            }
        }
        return "";
    }

    /** Takes back resources made since there were so many. */
    void forget(int size) {
        while (resources.size() > size) {
            resources.removeLast();
        }
    }

    /** Adds a value of a list that is JSON already, all of it; none when it is empty. */
    void ready(int node, Element list, byte[] json) {
        if (json.length > 0) {
            tree.value(tree.add(node, list, Slot.OWN), json);
        }
    }

    /** Writes a primitive's value, JSON that stands in the scratch since a mark. */
    boolean put(int node, Element element, long label, int mark) {
        JsonWriter scratch = desk.scratch();
        return put(node, element, label, scratch.array(), mark, scratch.size(), false);
    }

    /** Writes a primitive's value; false when another one is there: the first stays. */
    boolean put(
            int node, Element element, long label, byte[] bytes, int from, int end, boolean quote) {
        int at = place(node, element, label);
        if (at == Tree.NONE) {
            return false;
        }
        if (tree.valued(at)) {
            return tree.says(at, bytes, from, end, quote);
        }
        tree.value(at, bytes, from, end, quote);
        return true;
    }

    /** The node for a value: one that is there, or a new one; none when another choice is taken. */
    int place(int node, Element element, long label) {
        if (label == Slot.OWN) {
            return tree.add(node, element, label);
        }
        int there =
                element.repeats()
                        ? tree.find(node, element, label)
                        : tree.findOrder(node, element.order());
        if (there == Tree.NONE) {
            return tree.add(node, element, label);
        }
        return tree.element(there) == element ? there : Tree.NONE;
    }
}
