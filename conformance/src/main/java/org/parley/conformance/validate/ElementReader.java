package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Lays an ElementDefinition over an element. */
final class ElementReader {
    private static final String FHIR_TYPE =
            "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";

    private static final String SYSTEM_STRING = "http://hl7.org/fhirpath/System.String";

    private ElementReader() {}

    static void apply(Json.Members from, Element to) {
        if (from.get("min") instanceof Json.Num min) {
            to.min = whole(min);
        }
        String max = from.text("max");
        if (max != null) {
            to.max = max.equals("*") ? Element.MANY : digits(max);
        }
        to.mustSupport |= from.get("mustSupport") instanceof Json.Bool must && must.value();
        if (from.get("type") instanceof Json.Items) {
            to.types = types(from.items("type"));
        }
        if (from.get("maxLength") instanceof Json.Num length) {
            to.maxLength = whole(length);
        }
        for (int i = 0; i < from.size(); i++) {
            String name = from.name(i);
            if (name.startsWith("fixed")) {
                to.fixed = from.value(i);
            } else if (name.startsWith("pattern")) {
                to.pattern = from.value(i);
            } else if (name.startsWith("minValue")) {
                to.least = from.value(i);
            } else if (name.startsWith("maxValue")) {
                to.most = from.value(i);
            }
        }
        to.more = to.more.and(from);
        binding(from, to);
        rules(from, to);
        slicing(from, to);
        String same = from.text("contentReference");
        if (same != null) {
            to.same = same.substring(same.indexOf('#') + 1);
        }
    }

    private static int whole(Json.Num number) {
        return digits(number.literal());
    }

    private static int digits(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : Element.MANY;
    }

    private static void binding(Json.Members from, Element to) {
        Json.Members binding = from.members("binding");
        if (binding != null) {
            String strength = binding.text("strength");
            String valueSet = valueSet(binding);
            Element.Binding before = to.binding;
            String kept = before == null ? "" : before.valueSet();
            to.binding =
                    new Element.Binding(
                            strength == null ? "example" : strength,
                            valueSet == null ? kept : valueSet);
        }
    }

    /** The address of the value set; STU3 writes it as valueSetUri or valueSetReference. */
    private static @Nullable String valueSet(Json.Members binding) {
        String plain = binding.text("valueSet");
        String address = plain == null ? binding.text("valueSetUri") : plain;
        Json.Members reference = binding.members("valueSetReference");
        return address != null || reference == null ? address : reference.text("reference");
    }

    private static void rules(Json.Members from, Element to) {
        Json.Items all = from.items("constraint");
        for (int i = 0; i < all.size(); i++) {
            if (!(all.value(i) instanceof Json.Members rule)) {
                continue;
            }
            String key = rule.text("key");
            String expression = rule.text("expression");
            String human = rule.text("human");
            if (key != null && expression != null) {
                to.rules.removeIf(other -> other.key().equals(key));
                to.rules.add(
                        new Element.Rule(
                                key,
                                !"warning".equals(rule.text("severity")),
                                human == null ? key : human,
                                expression));
            }
        }
    }

    private static void slicing(Json.Members from, Element to) {
        Json.Members slicing = from.members("slicing");
        if (slicing == null) {
            return;
        }
        List<Element.Discriminator> by = new ArrayList<>();
        Json.Items all = slicing.items("discriminator");
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members one) {
                by.add(new Element.Discriminator(text(one, "type"), text(one, "path")));
            }
        }
        Element.Slicing before = to.slicing;
        if (by.isEmpty() && before != null) {
            by = before.by();
        }
        String rules = slicing.text("rules");
        to.slicing =
                new Element.Slicing(
                        List.copyOf(by),
                        rules == null ? "open" : rules,
                        slicing.get("ordered") instanceof Json.Bool bool && bool.value());
    }

    private static String text(Json.Members from, String name) {
        String text = from.text(name);
        return text == null ? "" : text;
    }

    private static List<Element.TypeRef> types(Json.Items all) {
        List<Element.TypeRef> types = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members type) {
                add(
                        types,
                        new Element.TypeRef(
                                code(type),
                                oneOrMany(type, "profile"),
                                oneOrMany(type, "targetProfile")));
            }
        }
        return types;
    }

    /** STU3 states one profile a type, and the type again for the next profile. */
    private static void add(List<Element.TypeRef> types, Element.TypeRef type) {
        for (int i = 0; i < types.size(); i++) {
            Element.TypeRef same = types.get(i);
            if (same.code().equals(type.code())) {
                types.set(
                        i,
                        new Element.TypeRef(
                                same.code(),
                                joined(same.profiles(), type.profiles()),
                                joined(same.targets(), type.targets())));
                return;
            }
        }
        types.add(type);
    }

    private static List<String> joined(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** The texts of a list, or the one text that stands in its place. */
    private static List<String> oneOrMany(Json.Members from, String name) {
        return from.get(name) instanceof Json.Text one
                ? List.of(one.value())
                : texts(from.items(name));
    }

    private static String code(Json.Members type) {
        String code = text(type, "code");
        if (code.isEmpty() && type.get("_code") != null) {
            return SYSTEM_STRING; // STU3 names types of the serialisation by extensions only
        }
        if (!code.startsWith("http://hl7.org/fhirpath/")) {
            return code;
        }
        Json.Items extensions = type.items("extension");
        for (int i = 0; i < extensions.size(); i++) {
            if (extensions.value(i) instanceof Json.Members one
                    && FHIR_TYPE.equals(one.text("url"))) {
                String named = one.text("valueUrl");
                return named == null ? code : named;
            }
        }
        return code;
    }

    static List<String> texts(Json.Items all) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Text text) {
                texts.add(text.value());
            }
        }
        return texts;
    }

    /** The list-ness of an element of a base definition. */
    static boolean list(Json.Members from) {
        Json.Members base = from.members("base");
        String max = base == null ? from.text("max") : base.text("max");
        return max != null && !max.equals("0") && !max.equals("1");
    }
}
