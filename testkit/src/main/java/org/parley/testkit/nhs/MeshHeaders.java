package org.parley.testkit.nhs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges the headers of a message that is sent. */
final class MeshHeaders {
    private static final Map<String, Integer> LONGEST =
            Map.of(
                    "mex-to", 100,
                    "mex-workflowid", 300,
                    "mex-subject", 500,
                    "mex-localid", 300,
                    "mex-partnerid", 500,
                    "mex-filename", 300,
                    "mex-content-checksum", 100,
                    "mex-content-type", 100);
    private static final List<String> NO_ADDRESS =
            List.of("mex-to", "mex-workflowid", "mex-content-checksum");
    private static final Pattern CHECKSUM = Pattern.compile("[A-Za-z0-9 :/-]*");

    private MeshHeaders() {}

    /**
     * The refusal, if there is a reason for one.
     *
     * @param headers by name in lower case
     */
    static Optional<MeshReply> refusal(Map<String, String> headers) {
        for (var limit : LONGEST.entrySet()) {
            String value = headers.getOrDefault(limit.getKey(), "");
            boolean control = value.chars().anyMatch(c -> c < ' ' || c == 127);
            if (control || value.length() > limit.getValue()) {
                return malformed(limit.getKey());
            }
        }
        for (String name : NO_ADDRESS) {
            String value = headers.getOrDefault(name, "");
            if (value.contains("http://") || value.contains("https://")) {
                return malformed(name);
            }
        }
        if (!CHECKSUM.matcher(headers.getOrDefault("mex-content-checksum", "")).matches()) {
            return malformed("mex-content-checksum");
        }
        if (headers.getOrDefault("mex-to", "").isBlank()) {
            return Optional.of(MeshReply.error(417, "SEND", "08", "Missing To Address"));
        }
        if (headers.getOrDefault("mex-workflowid", "").isBlank()) {
            return malformed("mex-workflowid");
        }
        String encoding = headers.getOrDefault("content-encoding", "");
        return encoding.isEmpty() || encoding.equals("gzip")
                ? Optional.empty()
                : malformed("content-encoding");
    }

    private static Optional<MeshReply> malformed(String header) {
        return Optional.of(
                MeshReply.error(400, "TRANSFER", "06", "Malformed control header " + header));
    }
}
