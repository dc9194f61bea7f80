package org.parley.wire.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

final class XmlReaderTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static XmlElement read(String text) {
        return switch (XmlReader.read(bytes(text))) {
            case XmlReading.Read(XmlElement root) -> root;
            case XmlReading.Refused refused -> throw new AssertionError(refused.problem());
        };
    }

    private static String refused(byte[] xml) {
        return switch (XmlReader.read(xml)) {
            case XmlReading.Read read -> "read " + read.root().name();
            case XmlReading.Refused refused ->
                    refused.problem().code() + " " + refused.problem().text();
        };
    }

    private static String refused(String xml) {
        return refused(bytes(xml));
    }

    @Test
    void elementsAttributesAndTextsAreRead() {
        String xml =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- a roster --><r:roster xmlns:r="urn:r" site='A &amp; E'>
                  <shift r:id="1">Jo &lt;Whitlock&#x3E; <![CDATA[<&]]>\u00e9</shift><shift/>
                </r:roster>
                """;
        XmlElement root = read(xml);
        assertThat(root.name()).isEqualTo("roster");
        assertThat(root.attributes()).containsExactly(new XmlElement.Attribute("site", "A & E"));
        assertThat(root.elements()).hasSize(2);
        XmlElement shift = root.elements().getFirst();
        assertThat(shift.text()).isEqualTo("Jo <Whitlock> <&\u00e9");
        assertThat(shift.attributes()).containsExactly(new XmlElement.Attribute("id", "1"));
        String whole =
                new String(
                        bytes(xml),
                        shift.from(),
                        shift.end() - shift.from(),
                        StandardCharsets.UTF_8);
        assertThat(whole).startsWith("<shift ").endsWith("</shift>");
    }

    @Test
    void theDeclaredCharacterSetCounts() {
        String xml = "<?xml version='1.0' encoding='ISO-8859-1'?><n>Zo\u00eb</n>";
        assertThat(XmlReader.read(xml.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        XmlReading.Read.class,
                        read -> assertThat(read.root().text()).isEqualTo("Zo\u00eb"));
        String euro = "<?xml version='1.0' encoding='windows-1252'?><n>\u20ac</n>";
        assertThat(XmlReader.read(euro.getBytes(Charset.forName("windows-1252"))))
                .isInstanceOfSatisfying(
                        XmlReading.Read.class,
                        read -> assertThat(read.root().text()).isEqualTo("\u20ac"));
        assertThat(refused("<n>Zo\u00eb</n>".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("PAR-1320 The XML has bytes that are no text in UTF-8 (line 1).");
    }

    @Test
    void aDocumentTypeIsRefusedWhateverItSays() {
        assertThat(refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"))
                .startsWith("PAR-1321");
        assertThat(refused("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'http://x/y'><a/>"))
                .isEqualTo("PAR-1321 The XML has a document type, which we never read (line 2).");
        assertThat(refused("<!DOCTYPE l [<!ENTITY l 'l'><!ENTITY m '&l;&l;'>]><l>&m;</l>"))
                .startsWith("PAR-1321");
        assertThat(refused("<a>&x;</a>"))
                .isEqualTo(
                        "PAR-1320 The XML names an entity, and there are none but five (line 1).");
        assertThat(refused("<a><!ENTITY x 'y'></a>")).startsWith("PAR-1320");
    }

    @Test
    void whatIsNotWellFormedIsRefusedWithItsLine() {
        assertThat(refused("<a>\n<b>\n</a>"))
                .isEqualTo(
                        "PAR-1320 The XML ends an element that is not the one begun last (line 3).");
        assertThat(refused("<a>\r\n\r\n<b x=1/></a>")).contains("not quoted (line 3)");
        assertThat(refused("")).contains("has no element");
        assertThat(refused("<a/><b/>")).contains("goes on after its end");
        assertThat(refused("<a x='1' x='2'/>")).contains("an attribute twice");
        assertThat(refused("<a>\u0000</a>")).contains("control character");
        assertThat(refused("<a>&#0;</a>")).contains("no character");
        assertThat(refused("<a>")).contains("ends within an element");
        assertThat(refused("<a".repeat(3))).startsWith("PAR-1320");
        assertThat(refused("<a>]]></a>")).contains("]]>");
        assertThat(refused("<a>".getBytes(StandardCharsets.UTF_16))).contains("UTF-16");
    }

    @Test
    void depthIsBounded() {
        String deep = "<a>".repeat(XmlReader.MAX_DEPTH) + "</a>".repeat(XmlReader.MAX_DEPTH);
        assertThat(refused(deep)).isEqualTo("read a");
        assertThat(refused("<a>" + deep + "</a>"))
                .isEqualTo("PAR-1322 The XML is nested deeper than 200 levels (line 1).");
    }

    /** Another parser, with all that it could fetch turned off, as the judge. */
    private static String judge(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        StringBuilder all = new StringBuilder();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    all.append('<').append(reader.getLocalName());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        all.append(' ').append(reader.getAttributeLocalName(i)).append('=');
                        all.append(reader.getAttributeValue(i));
                    }
                    all.append('>');
                }
            }
            return all.toString();
        } catch (XMLStreamException | RuntimeException refused) {
            return "refused";
        }
    }

    private static String ours(byte[] xml) {
        return switch (XmlReader.read(xml)) {
            case XmlReading.Refused _ -> "refused";
            case XmlReading.Read(XmlElement root) -> {
                StringBuilder all = new StringBuilder();
                write(root, all);
                yield all.toString();
            }
        };
    }

    private static void write(XmlElement element, StringBuilder all) {
        all.append('<').append(element.name());
        element.attributes()
                .forEach(a -> all.append(' ').append(a.name()).append('=').append(a.value()));
        all.append('>');
        element.elements().forEach(inner -> write(inner, all));
    }

    @Test
    void itAgreesWithAnotherParserOnWhatIsWellFormed() {
        String[] pool = {
            "<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "text", "&amp;", "&#65;", "&lt", "<!--x-->",
            "<![CDATA[y]]>", "<?pi z?>", " ", "\n", "\u00e9", "]]>", "<d y=\"&gt;\"/>", "&", "<",
                    ">"
        };
        int both = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder xml = new StringBuilder("<a>");
            int pieces = random.nextInt(6);
            for (int i = 0; i < pieces; i++) {
                xml.append(pool[random.nextInt(pool.length)]);
            }
            xml.append("</a>");
            byte[] bytes = bytes(xml.toString());
            String judged = judge(bytes);
            assertThat(ours(bytes)).as("seed %d: %s", seed, xml).isEqualTo(judged);
            both += judged.equals("refused") ? 0 : 1;
        }
        assertThat(both).isGreaterThan(1_000);
    }

    @Test
    void noBytesMakeItThrow() {
        byte[] pool = bytes("<a b='c'>&#x;</a><!--]]>![CDATA[?xml version=\"1.0\"?>\r\n\0\u00e9");
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] xml = new byte[random.nextInt(60)];
            for (int i = 0; i < xml.length; i++) {
                xml[i] =
                        random.nextInt(20) == 0
                                ? (byte) random.nextInt(256)
                                : pool[random.nextInt(pool.length)];
            }
            XmlReader.read(xml);
        }
    }
}
