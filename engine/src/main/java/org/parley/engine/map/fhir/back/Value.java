package org.parley.engine.map.fhir.back;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.How;
import org.parley.engine.map.Maps;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;

/**
 * A text made from texts.
 *
 * @param pieces one behind the other; the first path's value is the one at hand
 * @param how what is done to the text, in order
 * @param codes looks the result up; null when it is no code
 */
record Value(List<Piece> pieces, List<How> how, @Nullable BackCodes codes) implements Row.Maker {
    Value {
        pieces = List.copyOf(pieces);
        how = List.copyOf(how);
    }

    /** A piece of a text. */
    sealed interface Piece {
        /**
         * The value at hand.
         *
         * @param type of FHIR, which says how v2 writes it
         */
        record Own(String type) implements Piece {}

        /** The values of another path from the table's value, with something between them. */
        record Other(Walk path, String between) implements Piece {}

        /** A text. */
        record Quoted(String text) implements Piece {}
    }

    @Override
    public boolean make(Run run, Site site, Node base, Node at, Place place) {
        if (codes != null && at.value() instanceof Json.Members coding) {
            return coding(run, site, at, coding, place, codes);
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Quoted(String quoted) -> text.append(quoted);
                case Piece.Own(String type) -> {
                    text.append(Texts.v2(type, at.value()));
                    if (Texts.cut(type, at.value())) {
                        run.account().flag(at.value(), "cut", "v2 has 4 digits of a second");
                    }
                }
                case Piece.Other other -> other(run, site, base, other, text, place);
            }
        }
        return !text.isEmpty() && put(run, site, at, place, text.toString());
    }

    private static void other(
            Run run, Site site, Node base, Piece.Other other, StringBuilder text, Place place) {
        boolean any = false;
        for (Node node : other.path().nodes(run, base)) {
            if (any && other.between().isEmpty()) {
                break;
            }
            text.append(any ? other.between() : "")
                    .append(Texts.v2(other.path().type(), node.value()));
            any = true;
            run.took(site, place.in(run.segment()), node);
        }
    }

    private boolean put(Run run, Site site, Node at, Place place, String made) {
        String text = made;
        for (How step : how) {
            text = step.apply(text);
            if (text.length() > Maps.MAX_VALUE) {
                run.account().flag(at.value(), "too long", Maps.MAX_VALUE + " characters");
                return false;
            }
        }
        if (codes != null) {
            text = looked(run, at, codes, "", text);
        }
        return !text.isEmpty() && run.put(site, place, text, at);
    }

    /** A code without a row stays what it is, flagged. */
    private static String looked(Run run, Node at, BackCodes codes, String system, String code) {
        String found = codes.find(system, code);
        if (found == null) {
            run.account().flag(at.value(), "code without a row", codes.name());
            return code;
        }
        return found;
    }

    private static boolean coding(
            Run run, Site site, Node at, Json.Members coding, Place place, BackCodes codes) {
        Json code = coding.get("code");
        String text = code == null ? "" : Texts.plain(code);
        if (code == null || text.isEmpty()) {
            return false;
        }
        String system = coding.text("system");
        String made = looked(run, at.child(code, null), codes, system == null ? "" : system, text);
        if (made.isEmpty() || !run.put(site, place, made, at.child(code, null))) {
            return false;
        }
        boolean known = codes.find(system == null ? "" : system, text) != null;
        for (String part : known ? new String[] {"system", "display"} : new String[0]) {
            Json said = coding.get(part);
            if (said != null) {
                run.account().took(said);
            }
        }
        return true;
    }
}
