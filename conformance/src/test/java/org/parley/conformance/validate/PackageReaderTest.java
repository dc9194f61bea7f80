package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class PackageReaderTest {
    private static byte[] header(String name, String octalSize) {
        byte[] header = new byte[512];
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(path, 0, header, 0, path.length);
        byte[] size = octalSize.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = '0';
        return header;
    }

    private static byte[] zipped(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            for (byte[] part : parts) {
                zip.write(part);
            }
        }
        return out.toByteArray();
    }

    private static LoosePackage read(byte[] bytes) throws IOException {
        return PackageReader.read(new ByteArrayInputStream(bytes), "test");
    }

    @Test
    void definitionsAreFoundByTheirAddress() throws IOException {
        byte[] content = new byte[512];
        byte[] json =
                "{\"resourceType\":\"ValueSet\",\"url\":\"http://x.example/vs\"}"
                        .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(json, 0, content, 0, json.length);
        LoosePackage made =
                read(
                        zipped(
                                header(
                                        "package/ValueSet-x.json",
                                        String.format("%011o", json.length)),
                                content,
                                new byte[1024]));
        assertThat(made.find("ValueSet", "http://x.example/vs", "")).isNotNull();
        assertThat(made.find("CodeSystem", "http://x.example/vs", "")).isNull();
    }

    @Test
    void bombsAndDamageAreRefused() throws IOException {
        byte[] bomb = zipped(header("package/a.json", "77777777777"));
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("limits");
        byte[] cut = zipped(header("package/a.json", "00000001000"));
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("middle");
        byte[] noTar = zipped(header("package/a.json", "no number"));
        assertThatThrownBy(() -> read(noTar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tar");
        assertThatThrownBy(() -> read(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    }
}
