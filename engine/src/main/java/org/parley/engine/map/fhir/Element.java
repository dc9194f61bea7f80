package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** One element of a type of FHIR, such as {@code Patient.birthDate}. Compared by identity. */
public final class Element {
    private static final Set<String> BARE =
            Set.of("boolean", "integer", "positiveInt", "unsignedInt", "decimal");

    private final String owner;
    private final String name;
    private final String type;
    private final int order;
    private final boolean repeats;
    private final boolean primitive;
    private final boolean bare;
    private final boolean namesExtension;
    private final byte[] key;
    private final byte[] nextKey;
    private final byte[] shadow;

    /**
     * An element.
     *
     * @param owner the type it belongs to, {@code Patient} or {@code Patient.contact}
     * @param name as JSON has it, {@code valueQuantity}
     * @param type what it holds; primitive types begin with a small letter
     * @param order its place among the elements of the owner
     * @param repeats whether JSON has a list
     */
    Element(String owner, String name, String type, int order, boolean repeats) {
        this.owner = owner;
        this.name = name;
        this.type = type;
        this.order = order;
        this.repeats = repeats;
        this.primitive = Elements.primitive(type);
        this.bare = BARE.contains(type);
        this.namesExtension = owner.equals("Extension") && name.equals("url");
        String keyed = "\"" + name + "\":" + (repeats ? "[" : "");
        this.key = keyed.getBytes(StandardCharsets.ISO_8859_1);
        this.nextKey = ("," + keyed).getBytes(StandardCharsets.ISO_8859_1);
        this.shadow = ("\"_" + name + "\":").getBytes(StandardCharsets.ISO_8859_1);
    }

    String owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    int order() {
        return order;
    }

    public boolean repeats() {
        return repeats;
    }

    /** The name in quotes with its colon, and the bracket of a list. */
    byte[] key() {
        return key;
    }

    /** The same behind a comma. */
    byte[] nextKey() {
        return nextKey;
    }

    /** The name under which a primitive's extensions stand. */
    byte[] shadow() {
        return shadow;
    }

    /** True for an extension's url, which says nothing without a value beside it. */
    boolean namesExtension() {
        return namesExtension;
    }

    public boolean primitive() {
        return primitive;
    }

    /** True when JSON has the value without quotes. */
    boolean bare() {
        return bare;
    }

    @Override
    public String toString() {
        return owner + "." + name;
    }
}
