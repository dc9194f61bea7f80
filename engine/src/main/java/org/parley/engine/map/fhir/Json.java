package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        boolean any = resource != null || target != Tree.NONE;
        int only = tree.first(node);
        if (only != Tree.NONE && tree.next(only) == Tree.NONE) {
            if (tree.element(only).namesExtension()) {
                out.back(mark);
                return false;
            }
            any |= element(tree.element(only), new int[] {only}, 0, 1, any);
        } else if (only != Tree.NONE) {
            any = children(sorted(node), any);
        }
        if (!any || urlAlone(only, out.size() - mark)) {
            out.back(mark);
            return false;
        }
        out.sign('}');
        return true;
    }

    /** True when all that was written is the url of an extension, which then says nothing. */
    private boolean urlAlone(int first, int written) {
        return first != Tree.NONE
                && tree.element(first).urlOfExtension()
                && written
                        == 1
                                + tree.element(first).key().length
                                + tree.end(first)
                                - tree.from(first);
    }

    private boolean children(int[] children, boolean before) {
        boolean any = before;
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
        return any;
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
    boolean value(int node) {
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
