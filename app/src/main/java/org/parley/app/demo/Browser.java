package org.parley.app.demo;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Opens an address in the person's browser, where there is one. */
final class Browser {
    private Browser() {}

    static void open(URI address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean screen =
                System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        List<String> command =
                system.contains("mac")
                        ? List.of("open", address.toString())
                        : system.contains("linux") && screen
                                ? List.of("xdg-open", address.toString())
                                : List.of();
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            System.err.println("No browser could be opened; the address above works in any.");
        }
    }
}
