package org.parley.conformance.validate;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.wire.fhir.Json;

/** Contained resources have ids of their own, and something speaks of them ({@code dom-3}). */
final class ContainedChecks {
    private static final Pattern LINK = Pattern.compile("=\\s*[\"']#([^\"']{1,64})[\"']");

    private ContainedChecks() {}

    static void check(Run run, Shape own, Json.Members resource) {
        Json.Items contained = resource.items("contained");
        if (contained.size() == 0) {
            return;
        }
        Set<String> meant = new HashSet<>();
        collect(resource, meant, 0);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < contained.size(); i++) {
            if (!(contained.value(i) instanceof Json.Members one)) {
                continue;
            }
            String id = one.text("id");
            if (id != null && !seen.add(id)) {
                run.error(
                        "contained",
                        own.profile(),
                        "Two contained resources have the same id.",
                        "Give each an id of its own.");
            }
            if ((id == null || !meant.contains(id)) && !speaksOfItsHolder(one)) {
                run.place.push("contained", i);
                run.error(
                        "dom-3",
                        own.profile(),
                        "Nothing in the resource refers to this contained one, and it does not"
                                + " refer to the resource.",
                        "Refer to it by # and its id, or leave it out.");
                run.place.pop();
            }
        }
    }

    private static boolean speaksOfItsHolder(Json.Members contained) {
        Set<String> meant = new HashSet<>();
        collect(contained, meant, 0);
        return meant.contains("");
    }

    /** All that a text of the form {@code #id} or a link of the narrative means. */
    private static void collect(Json json, Set<String> to, int depth) {
        if (depth > 2 * ObjectChecks.MAX_DEPTH) {
            return; // the structure has told it already
        }
        switch (json) {
            case Json.Text text -> {
                if (text.value().startsWith("#")) {
                    to.add(text.value().substring(1));
                }
            }
            case Json.Items items -> {
                for (int i = 0; i < items.size(); i++) {
                    collect(items.value(i), to, depth + 1);
                }
            }
            case Json.Members members -> {
                for (int i = 0; i < members.size(); i++) {
                    if (members.name(i).equals("div")
                            && members.value(i) instanceof Json.Text narrative) {
                        links(narrative.value(), to);
                    } else {
                        collect(members.value(i), to, depth + 1);
                    }
                }
            }
            case Json.Num number -> {}
            case Json.Bool bool -> {}
            case Json.Null none -> {}
        }
    }

    private static void links(String narrative, Set<String> to) {
        if (narrative.indexOf('#') >= 0) {
            Matcher link = LINK.matcher(narrative);
            while (link.find()) {
                to.add(link.group(1));
            }
        }
    }
}
