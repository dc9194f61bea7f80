package org.parley.engine.map;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads everything that a class file refers to and allows only what cannot reach outside: no files,
 * no network, no clock, no randomness, no threads, no reflection, no state that changes.
 */
final class PurityCheck {
    private final Site site;
    private final ClassModel model;
    private final Set<String> own;
    private final Mistakes mistakes;
    private final Set<String> told = new TreeSet<>();

    /**
     * @param own internal names of the classes of the same source
     */
    PurityCheck(Site site, ClassModel model, Set<String> own, Mistakes mistakes) {
        this.site = site;
        this.model = model;
        this.own = own;
        this.mistakes = mistakes;
    }

    void run() {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry named) {
                className(element(named.asInternalName()));
            } else if (entry instanceof MemberRefEntry member) {
                member(element(member.owner().asInternalName()), member.name().stringValue());
            }
        }
        state();
        for (String name : told) {
            mistakes.add(
                    site,
                    0,
                    "PAR-4162",
                    "The class uses " + name + ", which a map must not.",
                    "Maps are pure: only the language, text, collections, dates that they are"
                            + " given, and org.parley.wire.hl7v2.");
        }
        place();
    }

    /** The element type of an array, the type itself otherwise; a primitive gives "". */
    private static String element(String internalName) {
        int depth = internalName.lastIndexOf('[') + 1;
        if (depth == 0) {
            return internalName;
        }
        return internalName.charAt(depth) == 'L'
                ? internalName.substring(depth + 1, internalName.length() - 1)
                : "";
    }

    private void className(String name) {
        if (!name.isEmpty() && !own.contains(name) && !Allowed.named(name)) {
            told.add(name.replace('/', '.'));
        }
    }

    private void member(String owner, String name) {
        boolean array = owner.isEmpty();
        if (!array
                && !own.contains(owner)
                && Allowed.named(owner)
                && !Allowed.member(owner, name)) {
            told.add(owner.replace('/', '.') + "." + name);
        }
    }

    private void state() {
        model.fields().stream()
                .filter(field -> !field.flags().has(AccessFlag.FINAL))
                .forEach(field ->
                        wrong(
                                "The field "
                                        + field.fieldName().stringValue()
                                        + " can change, so two messages could meet.",
                                "Make it final, or keep it in the method."));
        model.methods().stream()
                .filter(method ->
                        method.flags().has(AccessFlag.NATIVE)
                                || method.flags().has(AccessFlag.SYNCHRONIZED))
                .forEach(method ->
                        wrong(
                                "The method "
                                        + method.methodName().stringValue()
                                        + " is native or synchronized.",
                                "Maps are plain Java."));
    }

    private void place() {
        String name = model.thisClass().asInternalName();
        if (name.startsWith("org/parley/") || name.startsWith("java")) {
            wrong(
                    "The class is in the package of others.",
                    "Give it a package of your own, or none.");
        }
    }

    private void wrong(String text, String remedy) {
        mistakes.add(site, 0, "PAR-4162", text, remedy);
    }
}
