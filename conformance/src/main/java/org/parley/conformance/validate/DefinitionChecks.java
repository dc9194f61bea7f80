package org.parley.conformance.validate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** What must hold within definitions: value sets, code systems and profiles. */
final class DefinitionChecks {
    /** Most elements of a profile that is laid over its base to be checked. */
    private static final int MAX_ELEMENTS = 5_000;

    private static final String RULE = "definition";
    private static final String EXPRESSION = Extended.CORE + "cqf-expression";
    private static final String PARAMETER =
            "http://hl7.org/fhir/tools/StructureDefinition/valueset-parameter";
    private static final Pattern VARIABLE = Pattern.compile("%([A-Za-z][A-Za-z0-9-]*)");
    private static final Pattern WHOLE_CODE =
            Pattern.compile("([a-z][a-z0-9+.-]*:[^#|\\s]+)(?:\\|[^#\\s]+)?#(\\S+)");

    private static final Pattern SEARCHED = Pattern.compile("[a-z][a-z0-9+.-]*:[^#|\\s]+\\|\\S+");

    private final Run run;
    private final String profile;

    private DefinitionChecks(Run run, String type) {
        this.run = run;
        profile = Trees.CORE + type + "|4.0.1";
    }

    static void check(Run run, String type, Json.Members definition) {
        DefinitionChecks checks = new DefinitionChecks(run, type);
        switch (type) {
            case "ValueSet" -> checks.valueSet(definition);
            case "CodeSystem" -> checks.codeSystem(definition);
            case "StructureDefinition" -> checks.structure(definition);
            default -> {}
        }
    }

    private void valueSet(Json.Members set) {
        Json.Members compose = set.members("compose");
        if (compose == null) {
            return;
        }
        Set<String> parameters = new HashSet<>();
        for (Json.Members one : Extended.objects(set.items("extension"))) {
            if (PARAMETER.equals(one.text("url"))
                    && Extended.value(one, "name") instanceof Json.Text name) {
                parameters.add(name.value());
            }
        }
        run.place.push("compose", -1);
        for (String part : List.of("include", "exclude")) {
            Json.Items all = compose.items(part);
            for (int i = 0; i < all.size(); i++) {
                if (all.value(i) instanceof Json.Members include) {
                    run.place.push(part, i);
                    include(include, parameters);
                    run.place.pop();
                }
            }
        }
        run.place.pop();
    }

    private void include(Json.Members include, Set<String> parameters) {
        String system = include.text("system");
        if (system == null) {
            return;
        }
        if (!system.contains(":")) {
            error("The system of a value set is no absolute address.", "Send the whole address.");
            return;
        }
        CodeSystems systems = run.program.codes().systems();
        for (Json.Members concept : Extended.objects(include.items("concept"))) {
            String code = concept.text("code");
            if (code != null && systems.has(system, code) == Answer.NO) {
                error("A code of the value set is not in its system.", "Correct the code.");
            }
        }
        for (Json.Members filter : Extended.objects(include.items("filter"))) {
            filter(systems, system, filter);
            expression(filter, parameters);
        }
    }

    private void filter(CodeSystems systems, String system, Json.Members filter) {
        String value = filter.text("value");
        String property = ResponseChecks.text(filter, "property");
        String operator = ResponseChecks.text(filter, "op");
        if (value == null) {
            return;
        }
        boolean code =
                property.equals("parent")
                        || property.equals("child")
                        || Set.of("is-a", "descendent-of", "is-not-a", "generalizes")
                                .contains(operator);
        if (code && systems.has(system, value) == Answer.NO) {
            error("A filter asks for a code that its system does not have.", "Correct the code.");
        }
        if ("Coding".equals(propertyType(system, property)) && operator.equals("=")) {
            Matcher whole = WHOLE_CODE.matcher(value);
            if (SEARCHED.matcher(value).matches()) {
                run.warn(
                        RULE,
                        profile,
                        "A filter writes a code as searches do, with a bar.",
                        "Write the value as system#code.");
            } else if (!whole.matches()) {
                error(
                        "A filter by a property of type Coding needs a system and a code.",
                        "Write the value as system#code.");
            } else if (systems.has(whole.group(1), whole.group(2)) == Answer.NO) {
                error("A filter asks for a code that its system lacks.", "Correct the code.");
            }
        }
    }

    private @Nullable String propertyType(String system, String property) {
        Json.Members definition = run.program.definitions().find("CodeSystem", system).orElse(null);
        if (definition != null) {
            for (Json.Members one : Extended.objects(definition.items("property"))) {
                if (property.equals(one.text("code"))) {
                    return one.text("type");
                }
            }
        }
        return null;
    }

    private void expression(Json.Members filter, Set<String> parameters) {
        Json.Members side = filter.members("_value");
        if (side == null
                || !(Extended.value(side, EXPRESSION) instanceof Json.Members expression)) {
            return;
        }
        String text = ResponseChecks.text(expression, "expression");
        if (!"text/fhirpath".equals(expression.text("language"))) {
            error("The expression of a value set is not FHIRPath.", "Write it in FHIRPath.");
        } else if (run.program.compiler().path(text) == null) {
            error("The expression of a value set cannot be read.", "Correct the FHIRPath.");
        } else {
            Matcher variable = VARIABLE.matcher(text);
            while (variable.find()) {
                if (!parameters.contains(variable.group(1))) {
                    error(
                            "The expression of a value set uses a parameter that is not declared.",
                            "Declare it, or correct its name.");
                }
            }
        }
    }

    private void codeSystem(Json.Members system) {
        if (system.get("supplements") != null && !"supplement".equals(system.text("content"))) {
            error("A supplement does not say so in content.", "State the content supplement.");
        }
        for (String name : List.of("code", "uri")) {
            Set<String> seen = new HashSet<>();
            for (Json.Members property : Extended.objects(system.items("property"))) {
                String own = property.text(name);
                if (own != null && !seen.add(own)) {
                    error("Two properties have the same " + name + ".", "Declare each once.");
                }
            }
        }
    }

    private void structure(Json.Members definition) {
        Json.Members differential = definition.members("differential");
        if (differential == null
                || !"constraint".equals(definition.text("derivation"))
                || differential.items("element").size() > MAX_ELEMENTS) {
            return;
        }
        for (String problem : new Trees(run.program.definitions()).problemsOf(definition)) {
            error("The profile does not fit its base: " + problem + ".", "Correct the path.");
        }
    }

    private void error(String text, String mend) {
        run.error(RULE, profile, text, mend);
    }
}
