package org.parley.engine.map;

import java.util.Set;

/** What a map's own class may use: the language, text, numbers, collections, dates, HL7. */
final class Allowed {
    private static final Set<String> PACKAGES =
            Set.of(
                    "java/util/function",
                    "java/util/stream",
                    "java/util/regex",
                    "java/time",
                    "java/time/chrono",
                    "java/time/format",
                    "java/time/temporal",
                    "java/math",
                    "org/parley/wire/hl7v2",
                    "org/parley/wire/problem");

    private static final Set<String> CLASSES =
            Set.of(
                    "java/lang/Object",
                    "java/lang/String",
                    "java/lang/StringBuilder",
                    "java/lang/CharSequence",
                    "java/lang/Character",
                    "java/lang/Byte",
                    "java/lang/Short",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Float",
                    "java/lang/Double",
                    "java/lang/Boolean",
                    "java/lang/Number",
                    "java/lang/Math",
                    "java/lang/Iterable",
                    "java/lang/Comparable",
                    "java/lang/Record",
                    "java/lang/Enum",
                    "java/lang/Throwable",
                    "java/lang/AssertionError",
                    "java/lang/MatchException",
                    "java/lang/invoke/LambdaMetafactory",
                    "java/lang/invoke/StringConcatFactory",
                    "java/lang/runtime/ObjectMethods",
                    "java/lang/runtime/SwitchBootstraps",
                    "java/util/ArrayDeque",
                    "java/util/ArrayList",
                    "java/util/Arrays",
                    "java/util/Base64",
                    "java/util/Base64$Decoder",
                    "java/util/Base64$Encoder",
                    "java/util/BitSet",
                    "java/util/Collection",
                    "java/util/Collections",
                    "java/util/Comparator",
                    "java/util/Deque",
                    "java/util/EnumMap",
                    "java/util/EnumSet",
                    "java/util/HashMap",
                    "java/util/HashSet",
                    "java/util/HexFormat",
                    "java/util/Iterator",
                    "java/util/LinkedHashMap",
                    "java/util/LinkedHashSet",
                    "java/util/List",
                    "java/util/ListIterator",
                    "java/util/Locale",
                    "java/util/Map",
                    "java/util/Map$Entry",
                    "java/util/NavigableMap",
                    "java/util/NavigableSet",
                    "java/util/Objects",
                    "java/util/Optional",
                    "java/util/OptionalInt",
                    "java/util/OptionalLong",
                    "java/util/Queue",
                    "java/util/SequencedCollection",
                    "java/util/SequencedMap",
                    "java/util/Set",
                    "java/util/SortedMap",
                    "java/util/SortedSet",
                    "java/util/StringJoiner",
                    "java/util/TreeMap",
                    "java/util/TreeSet",
                    "java/text/Normalizer",
                    "java/text/Normalizer$Form",
                    "java/nio/charset/Charset",
                    "java/nio/charset/StandardCharsets",
                    "org/parley/engine/map/JavaMap");

    /** Named by the compiler in class files without being called. */
    private static final Set<String> MENTIONED =
            Set.of(
                    "java/lang/invoke/MethodHandles",
                    "java/lang/invoke/MethodHandles$Lookup",
                    "java/lang/Class");

    /** Members whose answer is not the same for ever, or that reach outside. */
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "java/lang/Math.random",
                    "java/lang/Integer.getInteger",
                    "java/lang/Long.getLong",
                    "java/lang/Boolean.getBoolean",
                    "java/lang/Object.getClass",
                    "java/lang/Object.wait",
                    "java/lang/Object.notify",
                    "java/lang/Object.notifyAll",
                    "java/lang/Object.hashCode",
                    "java/lang/Throwable.printStackTrace",
                    "java/util/Collections.shuffle",
                    "java/util/Locale.getDefault",
                    "java/util/Locale.setDefault",
                    "java/nio/charset/Charset.defaultCharset",
                    "java/util/Set.of",
                    "java/util/Set.copyOf",
                    "java/util/Map.of",
                    "java/util/Map.ofEntries",
                    "java/util/Map.copyOf",
                    "java/util/stream/Collectors.toUnmodifiableSet",
                    "java/util/stream/Collectors.toUnmodifiableMap",
                    "java/time/ZoneId.systemDefault");

    private Allowed() {}

    /** May the class be named at all? */
    static boolean named(String internalName) {
        return used(internalName) || MENTIONED.contains(internalName);
    }

    /** May members of the class be used? */
    static boolean used(String internalName) {
        int slash = internalName.lastIndexOf('/');
        String folder = slash < 0 ? "" : internalName.substring(0, slash);
        boolean failure =
                (folder.equals("java/lang") && internalName.endsWith("Exception"))
                        || internalName.equals("java/util/NoSuchElementException");
        boolean clock = internalName.endsWith("/Clock") || internalName.endsWith("/InstantSource");
        return !clock && (CLASSES.contains(internalName) || PACKAGES.contains(folder) || failure);
    }

    /** May this member be used? */
    static boolean member(String owner, String name) {
        boolean now = owner.startsWith("java/time/") && name.equals("now");
        boolean parallel = owner.startsWith("java/util/") && name.startsWith("parallel");
        return used(owner) && !now && !parallel && !FORBIDDEN.contains(owner + "." + name);
    }
}
