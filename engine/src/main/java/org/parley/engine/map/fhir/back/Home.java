package org.parley.engine.map.fhir.back;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;

/**
 * Brings values home that have no element in FHIR and went there as extensions {@code v2:PV1-5} or
 * {@code v2:CX.9}: each to the place that its name says.
 *
 * @param prefix the URLs up to the number, {@code urn:parley:v2:PV1-}
 * @param segment whether it stands in a segment table, so that the number is a field's
 * @param each whether several of one name are repetitions of its field
 * @param types data type tables by the type of FHIR that such a value has
 */
record Home(String prefix, boolean segment, boolean each, Map<String, Row.Maker> types)
        implements Row.Maker {
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,2}))?(?:\\.(\\d{1,2}))?");

    Home {
        types = Map.copyOf(types);
    }

    @Override
    public boolean make(Run run, Site site, Node base, Node at, Place given) {
        if (!(at.value() instanceof Json.Members extension)
                || !(extension.get("url") instanceof Json.Text url)
                || !url.value().startsWith(prefix)) {
            return false;
        }
        Matcher numbers = NUMBERS.matcher(url.value().substring(prefix.length()));
        if (!numbers.matches()) {
            return false;
        }
        int repetition = each ? repetition(base, at, url.value()) : 1;
        Place place = place(given, numbers, repetition);
        boolean taken =
                run.writer()
                        .has(
                                place.field(),
                                place.repetition(),
                                place.component(),
                                place.subcomponent());
        for (int i = 0; i < extension.size() && place.field() > 0; i++) {
            String name = extension.name(i);
            boolean joins = name.equals("valueCodeableConcept"); // fills what is still empty
            if (name.startsWith("value") && name.length() > 5 && (joins || !taken)) {
                Node value = at.saying(url).child(extension.value(i), null);
                return write(run, site, value, name.substring(5), place);
            }
        }
        return false;
    }

    /** Which of its name it is, from 1. */
    private static int repetition(Node base, Node at, String url) {
        for (Node around : new Node[] {base, Node.of(at.owner())}) {
            if (around.value() instanceof Json.Members members
                    && members.get("extension") instanceof Json.Items all) {
                int number = 1;
                for (int i = 0; i < all.size(); i++) {
                    if (all.value(i).at() == at.value().at()) {
                        return number;
                    }
                    boolean same =
                            all.value(i) instanceof Json.Members other
                                    && other.get("url") instanceof Json.Text(int _, String name)
                                    && name.equals(url);
                    number += same ? 1 : 0;
                }
            }
        }
        return 1;
    }

    private Place place(Place given, Matcher numbers, int repetition) {
        int one = number(numbers, 1);
        int two = number(numbers, 2);
        if (!segment) {
            return given.within(one, two);
        }
        if (one == 0) {
            return Place.NONE;
        }
        return new Place(one, two == 0 ? repetition : 1, two, number(numbers, 3));
    }

    private static int number(Matcher numbers, int group) {
        String text = numbers.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }

    private boolean write(Run run, Site site, Node value, String type, Place place) {
        if (!(value.value() instanceof Json.Members members)) {
            String low = Character.toLowerCase(type.charAt(0)) + type.substring(1);
            return run.put(site, place, Texts.v2(low, value.value()), value);
        }
        if (!type.equals("Reference")) {
            Row.Maker maker = types.get(type);
            return maker != null && maker.make(run, site, value, value, place);
        }
        Node target = target(run, value, members);
        Row.Maker maker =
                target != null && target.value() instanceof Json.Members resource
                        ? types.get(Content.type(resource))
                        : null;
        return maker != null && target != null && maker.make(run, site, target, target, place);
    }

    private static @Nullable Node target(Run run, Node value, Json.Members reference) {
        if (!(reference.get("reference") instanceof Json.Text text)) {
            return null;
        }
        Json.Members found = run.content().resolve(text.value(), value.owner());
        return found == null ? null : new Node(found, null, found, value.said()).saying(text);
    }
}
