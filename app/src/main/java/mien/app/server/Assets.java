package mien.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
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

    /// Pages by path, and the files that they are. What a page loads lies below `/web/`, under its own name.
    private static final Map<String, String> PAGES = Map.of("/api", "api.html");

    private static final String[] PARTS = {"api.css", "api.js", "icon.svg"};

    Assets {
        byPath = Map.copyOf(byPath);
    }

    static Assets load() {
        var all = new LinkedHashMap<String, Reply>();
        PAGES.forEach((path, file) -> all.put(path, reply(file)));
        for (var part : PARTS) {
            all.put("/web/" + part, reply(part));
        }
        all.put("/", Reply.empty(302).with(Map.of("Location", "/api")));
        return new Assets(all);
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

    private static Reply reply(String file) {
        try (var in = Assets.class.getResourceAsStream("web/" + file)) {
            if (in == null) {
                throw new IllegalStateException("web/" + file + " is not on the class path");
            }
            var bytes = in.readAllBytes();
            var tag = "\"" + Hashing.sha256(bytes).substring(0, 32) + "\"";
            return Reply.of(type(file), bytes)
                    .with(Map.of("ETag", tag, "Cache-Control", "no-cache", "Content-Security-Policy", POLICY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
