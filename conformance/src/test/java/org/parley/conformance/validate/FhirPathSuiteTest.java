package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.FhirPathException;
import org.parley.wire.fhirpath.Item;
import org.parley.wire.fhirpath.Services;
import org.parley.wire.fhirpath.Temporal;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The official FHIRPath cases for R4, as they come from Maven Central. */
final class FhirPathSuiteTest {
    private static final String ROOT = "/org/hl7/fhir/testcases/r4/";
    private static final double WANTED = 0.97;

    private final Definitions definitions = new Definitions(List.of(new CorePackage()));
    private final Model model = new Model(definitions);
    private final UcumUnits units = new UcumUnits();
    private final Map<String, Json.Members> inputs = new HashMap<>();
    private final Services services =
            new Services() {
                @Override
                public java.util.Optional<Item> resolve(Item.Node reference, Item.Node root) {
                    return java.util.Optional.empty();
                }

                @Override
                public @Nullable Boolean memberOf(Item.Node coded, String valueSet) {
                    return null;
                }

                @Override
                public @Nullable Boolean conformsTo(Item.Node value, String profile) {
                    String type = profile.substring(profile.lastIndexOf('/') + 1);
                    return model.known(type) ? (Boolean) model.is(value.type(), type) : null;
                }
            };

    private Json.Members input(String name) throws Exception {
        Json.Members known = inputs.get(name);
        if (known == null) {
            byte[] bytes = bytes(name);
            known =
                    name.endsWith(".xml")
                            ? xml(bytes)
                            : (Json.Members)
                                    ((JsonReading.Read) new JsonReader().read(bytes)).root();
            inputs.put(name, known);
        }
        return known;
    }

    private static byte[] bytes(String name) throws IOException {
        for (String folder :
                new String[] {
                    "examples/",
                    "fhirpath/",
                    "fhirpath/input/",
                    "",
                    "../r5/examples/",
                    "../r5/fhirpath/input/",
                    "../"
                }) {
            String path = java.net.URI.create(ROOT + folder + name).normalize().getPath();
            try (InputStream in = FhirPathSuiteTest.class.getResourceAsStream(path)) {
                if (in != null) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("no input " + name);
    }

    @Test
    void nearlyEveryOfficialCaseGivesTheExpectedResult() throws Exception {
        Document suite;
        try (InputStream in =
                Objects.requireNonNull(
                        FhirPathSuiteTest.class.getResourceAsStream(
                                ROOT + "fhirpath/tests-fhir-r4.xml"))) {
            suite = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
        }
        NodeList tests = suite.getElementsByTagName("test");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            String fault = run(test);
            if (fault != null) {
                wrong.add(test.getAttribute("name") + ": " + fault);
            }
        }
        int right = tests.getLength() - wrong.size();
        System.out.println("FHIRPath R4: " + right + " of " + tests.getLength() + " right");
        wrong.forEach(System.out::println);
        assertThat(tests.getLength()).isGreaterThan(900);
        assertThat((double) right / tests.getLength())
                .as("%s", wrong)
                .isGreaterThanOrEqualTo(WANTED);
    }

    private @Nullable String run(Element test) throws Exception {
        NodeList expressions = test.getElementsByTagName("expression");
        if (expressions.getLength() == 0) {
            return "has no expression";
        }
        Element expression = (Element) expressions.item(0);
        boolean invalid = !expression.getAttribute("invalid").isEmpty();
        Item.Node node;
        String file = test.getAttribute("inputfile");
        Json.Members resource = input(file.isEmpty() ? "patient-example.xml" : file);
        node = new Item.Node(resource, null, Objects.requireNonNull(resource.text("resourceType")));
        List<Item> result;
        try {
            FhirPath.Around around =
                    new FhirPath.Around(
                            node,
                            node,
                            model,
                            units,
                            services,
                            Temporal.parse("2026-11-25T10:00:00.000Z"),
                            test.getAttribute("mode").equals("strict") || invalid,
                            Map.of());
            result = FhirPath.compile(expression.getTextContent()).evaluate(node, around);
        } catch (FhirPathException wrong) {
            return invalid ? null : wrong.getMessage();
        }
        if (invalid) {
            return "should be refused";
        }
        NodeList outputs = test.getElementsByTagName("output");
        if (test.getAttribute("predicate").equals("true")) {
            boolean truth =
                    !result.isEmpty()
                            && !(result.size() == 1
                                    && result.getFirst() instanceof Item.Bool b
                                    && !b.value());
            return outputs.item(0).getTextContent().equals(String.valueOf(truth))
                    ? null
                    : "predicate";
        }
        if (outputs.getLength() != result.size()) {
            return "has " + result.size() + " results for " + outputs.getLength();
        }
        for (int i = 0; i < outputs.getLength(); i++) {
            Element output = (Element) outputs.item(i);
            String text = String.valueOf(shown(result.get(i), node));
            String wanted = output.getTextContent();
            boolean moment = wanted.startsWith("@");
            if (!text.equals(moment ? wanted.substring(wanted.startsWith("@T") ? 2 : 1) : wanted)) {
                return text + " instead of " + wanted;
            }
        }
        return null;
    }

    private String shown(Item item, Item.Node root) {
        FhirPath.Around around =
                new FhirPath.Around(
                        root, root, model, units, services, FhirPath.longAgo(), false, Map.of());
        List<Item> text = FhirPath.compile("toString()").evaluate(item, around);
        return text.isEmpty() ? item.toString() : ((Item.Text) text.getFirst()).value();
    }

    private Json.Members xml(byte[] bytes) {
        if (new FhirXmlReader(model).read(bytes) instanceof XmlResource.Read read) {
            return read.root();
        }
        throw new IllegalStateException("no XML");
    }
}
