package org.parley.conformance.validate;

import java.util.Locale;
import org.parley.wire.fhir.Json;

/**
 * Checks a Coding or Quantity by its own code system: is there such a code, and is it called so?
 */
final class CodingChecks {
    private static final String OF_HL7 = "http://terminology.hl7.org/";

    private CodingChecks() {}

    static void check(Run run, Shape.Value check, Json.Members coding) {
        String system = coding.text("system");
        String code = coding.text("code");
        if (system == null) {
            return;
        }
        if (check.type().equals("Coding") && !system(run, check, system)) {
            return;
        }
        if (code == null) {
            return;
        }
        CodeSystems systems = run.program.codes().systems();
        switch (run.program.codes().has(system, code)) {
            case NO ->
                    run.error(
                            "code",
                            check.profile(),
                            "The code system has no such code.",
                            "Send a code that the system has, in its spelling.");
            case YES -> {
                String display = coding.text("display");
                if (display != null) {
                    display(run, check, systems.of(system), code, display);
                }
            }
            case UNKNOWN -> {}
        }
    }

    /** Whether the system can be one. */
    private static boolean system(Run run, Shape.Value check, String system) {
        if (!system.contains(":")) {
            run.error(
                    "system",
                    check.profile(),
                    "The system of a code is no absolute address.",
                    "Send the whole address of the code system.");
            return false;
        }
        if (run.program.codes().systems().of(system).known()) {
            if (run.program.codes().systems().of(system).supplement()) {
                run.error(
                        "system",
                        check.profile(),
                        "The system of a code is a supplement, which has no codes of its own.",
                        "Send the address of the code system that it supplements.");
            }
            return true;
        }
        if (run.program.codes().valueSets().known(system)) {
            run.error(
                    "system",
                    check.profile(),
                    "The system of a code is the address of a value set.",
                    "Send the address of the code system.");
        }
        return true;
    }

    private static void display(
            Run run,
            Shape.Value check,
            CodeSystems.Concepts concepts,
            String code,
            String display) {
        if (!concepts.known() || concepts.called(code, plain(display))) {
            return;
        }
        String text = "The display is not what the code system calls this code.";
        String mend = "Send the code system's own display, and the source's words in text.";
        if (concepts.system().startsWith(OF_HL7) || foreign(run)) {
            run.warn("display", check.profile(), text, mend); // names of 2019, or in English only
        } else {
            run.error("display", check.profile(), text, mend);
        }
    }

    private static boolean foreign(Run run) {
        String language =
                run.resource().json() instanceof Json.Members resource
                        ? resource.text("language")
                        : null;
        return language != null && !language.startsWith("en");
    }

    /** A display without what does not tell names apart: capitals and blanks. */
    static String plain(String display) {
        return display.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
