package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.JsonWriter;

/** Writes resources and their Bundle as JSON, elements in the order of the standard. */
@SuppressWarnings("ReferenceEquality") // elements are compared by identity
final class Json {
    private static final byte[] BUNDLE = ascii("{'resourceType':'Bundle','id':'");
    private static final byte[] IDENTIFIER =
            ascii("','identifier':{'system':'urn:parley:control-id','value':");
    private static final byte[] MESSAGE = ascii(",'type':'message'");
    private static final byte[] COLLECTION = ascii(",'type':'collection'");
    private static final byte[] ENTRIES = ascii(",'entry':[");
    private static final byte[] FULL_URL = ascii("{'fullUrl':'urn:uuid:");
    private static final byte[] RESOURCE = ascii("','resource':");
    private static final byte[] TYPE = ascii("'resourceType':'");
    private static final byte[] ID = ascii("','id':'");
    private static final byte[] REFERENCE = ascii("'reference':'urn:uuid:");

    private final Run run;
    private final Tree tree;
    private final JsonWriter out;
    private final Function<Resource, byte[]> ids;

    Json(Run run, JsonWriter out, Function<Resource, byte[]> ids) {
        this.run = run;
        this.tree = run.tree();
        this.out = out;
        this.ids = ids;
    }

    private static byte[] ascii(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.ISO_8859_1);
    }

    void bundle(List<Resource> resources, byte[] id) {
        String controlId = run.places().message().controlId();
        out.raw(BUNDLE);
        out.raw(id);
        if (controlId.isBlank()) {
            out.sign('"');
        } else {
            out.raw(IDENTIFIER);
            out.string(controlId);
            out.sign('}');
        }
        boolean header = false;
        for (int i = 0; i < resources.size(); i++) {
            header |= header(resources.get(i));
        }
        out.raw(header ? MESSAGE : COLLECTION);
        if (!resources.isEmpty()) {
            out.raw(ENTRIES);
            int mark = out.size();
            entries(resources, true, mark);
            entries(resources, false, mark);
            out.sign(']');
        }
        out.sign('}');
    }

    private static boolean header(Resource resource) {
        return resource.type().equals("MessageHeader");
    }

    private void entries(List<Resource> resources, boolean headers, int mark) {
        for (int i = 0; i < resources.size(); i++) {
            Resource resource = resources.get(i);
            if (header(resource) == headers) {
                if (out.size() > mark) {
                    out.sign(',');
                }
                out.raw(FULL_URL);
                out.raw(ids.apply(resource));
                out.raw(RESOURCE);
                object(resource.root(), resource);
                out.sign('}');
            }
        }
    }

    /** An object; false, and nothing written, when it would be empty. */
    boolean object(int node, @Nullable Resource resource) {
        int mark = out.size();
        out.sign('{');
        if (resource != null) {
            out.raw(TYPE);
            out.ascii(resource.type());
            out.raw(ID);
            out.raw(ids.apply(resource));
            out.sign('"');
        }
        int target = tree.target(node);
        if (target != Tree.NONE) {
            out.raw(REFERENCE);
            out.raw(ids.apply(run.resources().get(target)));
            out.sign('"');
        }
        if (!children(node, resource != null || target != Tree.NONE)) {
            out.back(mark);
            return false;
        }
        out.sign('}');
        return true;
    }

    /**
     * The elements of a node. False when, with what was said before, there is nothing but the url
     * of an extension, which says nothing.
     */
    private boolean children(int node, boolean before) {
        tree.sort(node);
        boolean any = before;
        boolean says = before;
        int child = tree.first(node);
        while (child != Tree.NONE) {
            Element element = tree.element(child);
            int behind = tree.next(child);
            while (behind != Tree.NONE && tree.element(behind) == element) {
                behind = tree.next(behind);
            }
            boolean more = element(element, child, behind, any);
            any |= more;
            says |= more && !element.namesExtension();
            child = behind;
        }
        return says;
    }

    /** One element with the values from a node to before another one. */
    private boolean element(Element element, int from, int end, boolean comma) {
        int mark = out.size();
        out.raw(comma ? element.nextKey() : element.key());
        if (!element.repeats()) {
            return single(element, from, mark, comma);
        }
        boolean any = false;
        for (int node = from; node != end; node = tree.next(node)) {
            int before = out.size();
            if (any) {
                out.sign(',');
            }
            if (value(node)) {
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
    boolean value(int node) {
        if (!tree.valued(node)) {
            return object(node, null);
        }
        byte[] source = tree.source(node);
        if (tree.quoted(node)) {
            out.quoted(source, tree.from(node), tree.end(node));
        } else {
            out.raw(source, tree.from(node), tree.end(node));
        }
        return true;
    }
}
