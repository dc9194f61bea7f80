package org.parley.engine.map.fhir;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a type; what is not of that type stays as text: as the string that the element
 * may hold as well, else beside the element, in HL7's extension originalText.
 */
record OrText(Maker maker, Optional<Element> string, Element extension, Element url, Element text)
        implements Maker {
    private static final byte[] ORIGINAL =
            Constant.quoted("http://hl7.org/fhir/StructureDefinition/originalText");

    static Maker of(Elements r4, Maker maker, Element element) {
        if (element.name().startsWith("deceased")) {
            return maker; // that there is such an element says that the patient is dead
        }
        Optional<Element> string =
                r4.find(element.owner(), "valueString")
                        .filter(other -> other.order() == element.order());
        return new OrText(
                maker,
                string,
                r4.primitiveExtension(),
                r4.of("Extension", "url"),
                r4.of("Extension", "valueString"));
    }

    @Override
    public boolean make(
            Run run, int node, Element element, long label, long range, @Nullable String given) {
        if (maker.make(run, node, element, label, range, given)) {
            return true;
        }
        String said = Texts.said(run, range, given).strip();
        Tree tree = run.tree();
        if (said.isEmpty()
                || element.repeats()
                || tree.findOrder(node, element.order()) != Tree.NONE) {
            return false;
        }
        if (string.isPresent()) {
            return Texts.put(run, node, string.get(), 0, said);
        }
        int at = tree.add(tree.add(node, element, label), extension, Slot.OWN);
        tree.value(tree.add(at, url, 0), ORIGINAL, 0, ORIGINAL.length, false);
        return Texts.put(run, at, text, 0, said);
    }
}
