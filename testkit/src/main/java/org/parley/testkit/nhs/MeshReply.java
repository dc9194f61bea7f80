package org.parley.testkit.nhs;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the double answers. Errors are in the words of version 2 of the interface. */
record MeshReply(int status, Map<String, String> headers, byte[] body) {
    MeshReply {
        headers = Map.copyOf(headers);
    }

    static MeshReply json(int status, String json) {
        return new MeshReply(
                status,
                Map.of("Content-Type", "application/vnd.mesh.v2+json"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    static MeshReply empty(int status) {
        return new MeshReply(status, Map.of(), new byte[0]);
    }

    static MeshReply error(int status, String event, String code, String text) {
        return json(
                status,
                "{\"message_id\":\"\",\"internal_id\":\"double\",\"detail\":[{\"event\":"
                        + quoted(event)
                        + ",\"code\":"
                        + quoted(code)
                        + ",\"msg\":"
                        + quoted(text)
                        + "}]}");
    }

    /** A text in JSON. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
