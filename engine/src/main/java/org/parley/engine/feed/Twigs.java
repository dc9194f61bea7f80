package org.parley.engine.feed;

import java.util.ArrayList;
import java.util.List;
import org.parley.wire.csv.Sheet;
import org.parley.wire.fhir.Json;
import org.parley.wire.xml.XmlElement;

/** Records as twigs. */
final class Twigs {
    private Twigs() {}

    /** The one row of a sheet. */
    static Twig row(Sheet sheet) {
        List<Twig> cells = new ArrayList<>();
        List<String> values = sheet.rows().getFirst().values();
        for (int i = 0; i < values.size(); i++) {
            cells.add(new Twig(sheet.header().get(i).strip(), values.get(i).strip(), List.of()));
        }
        return new Twig("", "", cells);
    }

    /** A value; the values of a list are several of the same name. */
    static List<Twig> of(String name, Json json) {
        return switch (json) {
            case Json.Members members -> {
                List<Twig> inner = new ArrayList<>();
                for (int i = 0; i < members.size(); i++) {
                    inner.addAll(of(members.name(i), members.value(i)));
                }
                yield List.of(new Twig(name, "", inner));
            }
            case Json.Items items -> {
                List<Twig> all = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    all.addAll(of(name, items.value(i)));
                }
                yield all;
            }
            case Json.Text(int _, String value) -> List.of(leaf(name, value));
            case Json.Num(int _, String literal) -> List.of(leaf(name, literal));
            case Json.Bool(int _, boolean value) -> List.of(leaf(name, Boolean.toString(value)));
            case Json.Null _ -> List.of();
        };
    }

    static Twig of(XmlElement element) {
        List<Twig> inner = new ArrayList<>();
        for (XmlElement.Attribute attribute : element.attributes()) {
            inner.add(leaf("@" + attribute.name(), attribute.value()));
        }
        element.elements().forEach(one -> inner.add(of(one)));
        return new Twig(element.name(), element.text(), inner);
    }

    private static Twig leaf(String name, String text) {
        return new Twig(name, text.strip(), List.of());
    }
}
