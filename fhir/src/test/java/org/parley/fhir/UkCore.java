package org.parley.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** The UK Core package of the shared folder, which is not ours to ship. */
final class UkCore {
    static final Path PACKAGE = Path.of("../../shared/packages/uk.core.r4-2.1.0.tgz");

    private static final int BLOCK = 512;

    private UkCore() {}

    /** Its profiles, extensions, code systems and value sets. */
    static PrePopulatedValidationSupport read(FhirContext context) throws IOException {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(context);
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(PACKAGE)))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (name.matches(".*/(StructureDefinition|CodeSystem|ValueSet)-.*\\.json")) {
                    add(support, context, new String(content, StandardCharsets.UTF_8));
                }
                header = in.readNBytes(BLOCK);
            }
        }
        return support;
    }

    private static void add(
            PrePopulatedValidationSupport support, FhirContext context, String json) {
        try {
            IBaseResource resource = context.newJsonParser().parseResource(json);
            support.addResource(resource);
        } catch (DataFormatException unreadable) {
            throw new IllegalStateException("the package holds what HAPI cannot read", unreadable);
        }
    }

    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = text.indexOf(0);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
