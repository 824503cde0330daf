package mien.app;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Shows a page in the browser that the person at this machine uses.
///
/// @param command what opens an address, which follows it as its last argument; empty if there is no screen
record PageOpener(List<String> command) {
    private static final int SECONDS = 5; // an opener that still runs then has become the browser

    PageOpener {
        command = List.copyOf(command);
    }

    static PageOpener ofThisMachine() {
        return of(System.getProperty("os.name", ""), System.getenv());
    }

    static PageOpener of(String system, Map<String, String> environment) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new PageOpener(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (name.startsWith("mac")) {
            return new PageOpener(List.of("open"));
        }
        boolean screen = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return new PageOpener(screen ? List.of("xdg-open") : List.of());
    }

    /// @return why it cannot be shown; empty if it can
    Optional<String> open(String address) throws InterruptedException {
        if (command.isEmpty()) {
            return Optional.of("there is no screen");
        }
        var words = new ArrayList<>(command);
        words.add(address);
        try {
            var process = new ProcessBuilder(words)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() != 0
                    ? Optional.of(command.getFirst() + " ended with code " + process.exitValue())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.of(command.getFirst() + " cannot be started");
        }
    }
}
