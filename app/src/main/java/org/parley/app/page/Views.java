package org.parley.app.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The templates of {@code src/main/jte}, compiled with the build. They escape what they are given.
 */
final class Views {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    Views.class.getClassLoader(),
                    "org.parley.app.page.templates");
    private final String trust;

    Views(String trust) {
        this.trust = trust;
    }

    /**
     * Renders a template.
     *
     * @param name of the template, without {@code .jte}
     * @param values its parameters
     */
    String render(String name, Map<String, Object> values) {
        StringOutput output = new StringOutput();
        engine.render(name + ".jte", values, output);
        return output.toString();
    }

    /** A page that says one thing. */
    String notice(String title, String text, String remedy, String code) {
        return render(
                "notice",
                Map.of(
                        "trust", trust, "title", title, "text", text, "remedy", remedy, "code",
                        code));
    }

    /** The trust's name. */
    String trust() {
        return trust;
    }

    /** Sends a page. */
    void send(ServerResponse response, int status, String html) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .send(html.getBytes(StandardCharsets.UTF_8));
    }

    /** Says that there is no such page. */
    void notFound(ServerResponse response) {
        send(
                response,
                404,
                notice(
                        "There is no such page",
                        "The address is wrong, or the message is no longer kept.",
                        "Start again from the first page.",
                        "PAR-6104"));
    }
}
