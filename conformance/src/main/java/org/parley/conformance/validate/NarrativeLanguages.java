package org.parley.conformance.validate;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.wire.fhir.Json;

/** The sections of a narrative by language, where a profile says which there must be. */
final class NarrativeLanguages {
    private static final Pattern DIV = Pattern.compile("<(/?)div\\b([^>]{0,2000})>");
    private static final Pattern LANGUAGE =
            Pattern.compile("(?:^|\\s)lang\\s*=\\s*[\"']([A-Za-z0-9-]{1,35})[\"']");

    private NarrativeLanguages() {}

    /** Checks by the codes of the extension: none, some, or the resource's own language. */
    static void check(Run run, Shape.Value check, Json.Members narrative) {
        String div = narrative.text("div");
        if (check.more().languages().isEmpty() || div == null) {
            return;
        }
        Set<String> sections = sections(div);
        String own =
                run.resource().json() instanceof Json.Members resource
                        ? resource.text("language")
                        : null;
        for (String wanted : check.more().languages()) {
            boolean fits =
                    switch (wanted) {
                        case "_no" -> sections.isEmpty();
                        case "_yes" -> !sections.isEmpty();
                        case "_resource" -> own == null || sections.contains(own);
                        default -> sections.contains(wanted);
                    };
            if (!fits) {
                run.error(
                        "narrative-language",
                        check.profile(),
                        "The narrative has not the sections by language that the profile wants.",
                        "Write a div with lang for each language, or none where none is allowed.");
            }
        }
    }

    private static Set<String> sections(String div) {
        Set<String> sections = new HashSet<>();
        Matcher tag = DIV.matcher(div);
        int depth = 0;
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                depth--;
                continue;
            }
            if (depth == 1) {
                Matcher language = LANGUAGE.matcher(tag.group(2));
                if (language.find()) {
                    sections.add(language.group(1));
                }
            }
            depth += tag.group(2).endsWith("/") ? 0 : 1;
        }
        return sections;
    }
}
