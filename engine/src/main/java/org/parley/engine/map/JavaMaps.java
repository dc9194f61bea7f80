package org.parley.engine.map;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.engine.map.JavaSource.Compiled;

/** Compiles, checks and loads a trust's own class; all in memory. */
final class JavaMaps {
    private static final String WANTED = "org/parley/engine/map/JavaMap";

    private JavaMaps() {}

    /** The class ready to be called; empty when mistakes were added. */
    static Optional<JavaMap> load(String name, byte[] source, Mistakes mistakes) {
        Site site = new Site("maps/" + name + ".java", 0);
        if (source.length > Maps.MAX_JAVA_BYTES) {
            mistakes.add(
                    site,
                    0,
                    "PAR-4161",
                    "The class is longer than " + Maps.MAX_JAVA_BYTES + " bytes.",
                    "Move what tables can do into tables.");
            return Optional.empty();
        }
        return switch (JavaSource.compile(name, source)) {
            case Compiled.Wrong(List<MapProblem> problems) -> {
                problems.forEach(mistakes::add);
                yield Optional.empty();
            }
            case Compiled.Ok(Map<String, byte[]> classes) -> checked(site, classes, mistakes);
        };
    }

    private static Optional<JavaMap> checked(
            Site site, Map<String, byte[]> classes, Mistakes mistakes) {
        int before = mistakes.count();
        List<String> maps = new ArrayList<>();
        for (byte[] bytes : new TreeMap<>(classes).values()) {
            ClassModel model = ClassFile.of().parse(bytes);
            new PurityCheck(site, model, classes.keySet(), mistakes).run();
            boolean wanted =
                    model.interfaces().stream()
                            .anyMatch(each -> each.asInternalName().equals(WANTED));
            if (wanted && model.flags().has(AccessFlag.PUBLIC)) {
                maps.add(model.thisClass().asInternalName().replace('/', '.'));
            }
        }
        if (maps.size() != 1) {
            mistakes.add(
                    site,
                    0,
                    "PAR-4163",
                    "There are " + maps.size() + " public classes that implement JavaMap, not one.",
                    "Write 'public final class Name implements JavaMap'.");
        }
        return mistakes.count() > before
                ? Optional.empty()
                : instance(site, maps.getFirst(), classes, mistakes);
    }

    private static Optional<JavaMap> instance(
            Site site, String name, Map<String, byte[]> classes, Mistakes mistakes) {
        String why;
        try {
            Object made =
                    new MemoryLoader(classes)
                            .loadClass(name)
                            .getDeclaredConstructor()
                            .newInstance();
            return Optional.of((JavaMap) made);
        } catch (InvocationTargetException failed) {
            why =
                    "Its constructor failed with "
                            + kind(Objects.requireNonNullElse(failed.getCause(), failed))
                            + ".";
        } catch (ReflectiveOperationException | LinkageError failed) {
            why = "It cannot be loaded: " + kind(failed) + ".";
        }
        mistakes.add(
                site,
                0,
                "PAR-4163",
                why,
                "Give it a public constructor that takes and does nothing.");
        return Optional.empty();
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    /** Holds the classes of one map; nothing else can name them. */
    private static final class MemoryLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        MemoryLoader(Map<String, byte[]> classes) {
            super("map", JavaMap.class.getClassLoader());
            this.classes = Map.copyOf(classes);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
