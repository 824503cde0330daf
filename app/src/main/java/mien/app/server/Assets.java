package mien.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.lab.dataset.Hashing;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The pages of a server and what they are made of, all from Mien's own jar, by path. A browser keeps them and asks
/// each time whether they have changed.
record Assets(Map<String, Reply> byPath) {

    /// What pages may do: load from this server alone, show pictures and films that their scripts made, and nothing
    /// else.
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' blob: data:; media-src 'self' blob:; form-action 'none'; base-uri 'none';"
            + " frame-ancestors 'none'";

    /// All views in the order of the navigation. A new one is a line here.
    static final List<View> VIEWS = List.of(
            View.of("/try", "Try", "try", "answers.js", "heat.js", "photo.js"),
            View.of(
                    "/webcam",
                    "Live",
                    "live",
                    "camera.js",
                    "follower.js",
                    "frames.js",
                    "mask.js",
                    "overlay.js",
                    "people.js",
                    "persons.js",
                    "rate.js",
                    "recording.js",
                    "smoothing.js",
                    "timeline.js"),
            View.of(
                    "/review",
                    "Review",
                    "review",
                    "review-desk.js",
                    "review-panel.js",
                    "review-sheets.js",
                    "review-store.js",
                    "review-sync.js",
                    "review-wall.js"),
            View.of("/api", "API", "api"));

    /// What all views share.
    private static final List<String> SHARED =
            List.of("icon.svg", "shell.css", "dom.js", "server.js", "analyze.js", "colour.js", "csv.js", "model.js");

    /// The style of the reports, which is that of the views, too.
    private static final String REPORTS = "/mien/lab/report/page/page.css";

    /// Mean faces, for who has no photo at hand.
    private static final String EXAMPLE = "/mien/app/bench/group.png";

    Assets {
        byPath = Map.copyOf(byPath);
    }

    static Assets load() {
        var all = new LinkedHashMap<String, Reply>();
        var shell = text("shell.html");
        for (var view : VIEWS) {
            var page = view.in(shell, text(view.file() + ".html"), VIEWS);
            all.put(view.path(), reply("shell.html", page.getBytes(StandardCharsets.UTF_8)));
            put(all, view.file() + ".css");
            put(all, view.file() + ".js");
            view.parts().forEach(part -> put(all, part));
        }
        SHARED.forEach(part -> put(all, part));
        all.put("/web/page.css", reply("page.css", bytes(REPORTS)));
        all.put("/web/example.png", reply("example.png", bytes(EXAMPLE)));
        all.put("/", Reply.empty(302).with(Map.of("Location", VIEWS.getFirst().path())));
        return new Assets(all);
    }

    /// What lies below `web/` is served below `/web/`, under its own name.
    private static void put(Map<String, Reply> all, String file) {
        all.put("/web/" + file, reply(file, bytes("web/" + file)));
    }

    /// The file at a path, or word that the browser's copy of it is still good.
    Optional<Reply> at(String path, Request request) {
        return Optional.ofNullable(byPath.get(path)).map(reply -> unchanged(reply, request));
    }

    private static Reply unchanged(Reply reply, Request request) {
        @Nullable String tag = reply.headers().get("ETag");
        var known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        return tag != null && tag.equals(known) ? Reply.empty(304).with(reply.headers()) : reply;
    }

    private static String text(String file) {
        return new String(bytes("web/" + file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply reply(String file, byte[] bytes) {
        var tag = "\"" + Hashing.sha256(bytes).substring(0, 32) + "\"";
        return Reply.of(type(file), bytes)
                .with(Map.of("ETag", tag, "Cache-Control", "no-cache", "Content-Security-Policy", POLICY));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            default -> throw new IllegalStateException("web/" + file + ": its type is not known here");
        };
    }
}
