package org.parley.engine.map;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Compiles one source text to class files in memory, with the compiler of the running JDK. */
final class JavaSource {
    /** The answer. */
    sealed interface Compiled {
        /** Class files by internal name, {@code a/b/C$D}. */
        record Ok(Map<String, byte[]> classes) implements Compiled {}

        record Wrong(List<MapProblem> problems) implements Compiled {}
    }

    private JavaSource() {}

    static Compiled compile(String name, byte[] source) {
        String file = "maps/" + name + ".java";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return new Compiled.Wrong(
                    List.of(
                            problem(
                                    file,
                                    0,
                                    0,
                                    "PAR-4160",
                                    "This Java has no compiler, so the class cannot be used.",
                                    "Run Parley on a JDK, not on a JRE, or use a mapping table.")));
        }
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        Memory memory =
                new Memory(
                        compiler.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8));
        List<String> options =
                List.of(
                        "-proc:none",
                        "-implicit:none",
                        "-Xlint:none",
                        "-g:source,lines",
                        "-classpath",
                        System.getProperty("java.class.path", ""));
        boolean compiled =
                compiler.getTask(
                                Writer.nullWriter(),
                                memory,
                                told,
                                options,
                                null,
                                List.of(new Source(name, source)))
                        .call();
        return compiled ? new Compiled.Ok(memory.classes()) : wrong(file, told);
    }

    private static Compiled wrong(String file, DiagnosticCollector<JavaFileObject> told) {
        List<MapProblem> problems = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> each : told.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR) {
                problems.add(
                        problem(
                                file,
                                (int) Math.max(0, each.getLineNumber()),
                                (int) Math.max(0, each.getColumnNumber()),
                                "PAR-4161",
                                "The compiler says: "
                                        + each.getMessage(Locale.ROOT)
                                                .strip()
                                                .replaceAll("\\s*\\R\\s*", "; "),
                                "Mend the class."));
            }
        }
        return new Compiled.Wrong(problems);
    }

    private static MapProblem problem(
            String file, int line, int column, String code, String text, String remedy) {
        return new MapProblem(file, line, column, new Problem(code, Culprit.CONFIG, text, remedy));
    }

    /** The source text. Its class may have any name: a map's name need not be a Java name. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, byte[] source) {
            super(URI.create("map:///" + name.replaceAll("[^\\w.-]", "_") + ".java"), Kind.SOURCE);
            this.text = new String(source, StandardCharsets.UTF_8);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    /** Keeps class files instead of writing them. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Memory(JavaFileManager below) {
            super(below);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location,
                String className,
                JavaFileObject.Kind kind,
                @Nullable FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(className.replace('.', '/'), bytes);
            return new SimpleJavaFileObject(
                    URI.create("map:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
