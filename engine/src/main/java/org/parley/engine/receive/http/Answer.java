package org.parley.engine.receive.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import org.parley.wire.problem.Problem;

/**
 * What goes back to an HTTP sender.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body whole
 * @param headers others to send
 * @param close end the connection: the request's own bytes were not all read
 */
record Answer(
        int status, String contentType, byte[] body, Map<String, String> headers, boolean close) {
    static final String PROBLEM = "application/problem+json";
    static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
    }

    /** Kept at this position. */
    static Answer accepted(long position) {
        return json(202, JSON, "{\"position\":" + position + "}", Map.of(), false);
    }

    /** Read and refused. */
    static Answer problem(int status, Problem problem) {
        return problem(status, problem, OptionalLong.empty(), Map.of(), false);
    }

    /** Refused before the body was read. */
    static Answer unread(int status, Problem problem, Map<String, String> headers) {
        return problem(status, problem, OptionalLong.empty(), headers, true);
    }

    /** Refused, and journaled as refused at this position. */
    static Answer refused(long position, Problem problem) {
        return problem(422, problem, OptionalLong.of(position), Map.of(), false);
    }

    /** The same status under another body. */
    Answer withBody(String type, byte[] other) {
        return new Answer(status, type, other, headers, close);
    }

    /** Not kept; to be sent again. */
    static Answer unavailable(Problem problem, Map<String, String> headers) {
        return problem(503, problem, OptionalLong.empty(), headers, false);
    }

    private static Answer problem(
            int status,
            Problem problem,
            OptionalLong position,
            Map<String, String> headers,
            boolean close) {
        StringBuilder json = new StringBuilder("{\"type\":\"urn:parley:problem:");
        json.append(problem.code()).append("\",\"status\":").append(status);
        member(json, "title", problem.text());
        member(json, "detail", problem.remedy());
        member(json, "code", problem.code());
        member(json, "culprit", problem.culprit().name());
        member(json, "text", problem.text());
        member(json, "remedy", problem.remedy());
        position.ifPresent(at -> json.append(",\"position\":").append(at));
        return json(status, PROBLEM, json.append('}').toString(), headers, close);
    }

    private static Answer json(
            int status, String type, String text, Map<String, String> headers, boolean close) {
        return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8), headers, close);
    }

    /** RFC 8259 section 7. */
    private static void member(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
