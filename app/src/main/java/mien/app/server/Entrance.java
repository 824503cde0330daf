package mien.app.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What every request goes through: the doorkeeper, the way to its route, the headers of its answer, and the count.
final class Entrance extends Handler.Abstract {
    private static final String OTHER = "other"; // the route of requests that have none

    /// Headers of every answer. Answers that are pages have a policy of their own.
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(self), microphone=(), geolocation=(), usb=()",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private final Map<String, Map<String, Route>> routes = new TreeMap<>();
    private final Assets assets = Assets.load();
    private final Doorkeeper doorkeeper;
    private final Metrics metrics;
    private final Duration fetching;
    private final Consumer<String> journal;

    /// @param fetching how long a caller may take to fetch an answer
    /// @param journal takes what the person who runs the server must know: mistakes in Mien, nothing of callers
    Entrance(List<Route> routes, Doorkeeper doorkeeper, Metrics metrics, Duration fetching, Consumer<String> journal) {
        for (var route : routes) {
            this.routes.computeIfAbsent(route.path(), _ -> new TreeMap<>()).put(route.method(), route);
        }
        this.doorkeeper = doorkeeper;
        this.metrics = metrics;
        this.fetching = fetching;
        this.journal = journal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        long start = System.nanoTime();
        var reply = reply(request);
        if (reply.status() >= 400 && reply.status() != Refusal.TIMEOUT) {
            Intake.discard(request);
        }
        write(reply.with(doorkeeper.opened(request)), response, inTime(request, callback));
        metrics.request(label(Request.getPathInContext(request)), reply.status(), System.nanoTime() - start);
        return true;
    }

    /// Ends the connection of who does not fetch the answer.
    private Callback inTime(Request request, Callback callback) {
        var wire = request.getConnectionMetaData().getConnection().getEndPoint();
        var late = request.getComponents()
                .getScheduler()
                .schedule(wire::close, fetching.toMillis(), TimeUnit.MILLISECONDS);
        return Callback.from(callback, late::cancel);
    }

    private Reply reply(Request request) {
        try {
            return answer(request);
        } catch (Refusal e) {
            return e.reply();
        } catch (InterruptedException _) {
            return Refusal.ending().reply();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            journal.accept("a mistake in Mien: " + trace(e));
            return Reply.error(500, "this is a mistake in Mien; please report it");
        }
    }

    private Reply answer(Request request) throws InterruptedException {
        doorkeeper.greet(request);
        var path = Request.getPathInContext(request);
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (method.equals("OPTIONS") && !doorkeeper.opened(request).isEmpty()) {
            return Doorkeeper.preflight();
        }
        var known = routes.get(path);
        if (known == null) {
            return asset(request, path, method);
        }
        var route = known.get(method);
        if (route == null) {
            throw notAllowed(String.join(", ", known.keySet()));
        }
        if (route.guarded()) {
            doorkeeper.identify(request);
        }
        var query =
                Query.parse(request.getHttpURI().getQuery(), route.description().options());
        return route.endpoint().answer(new Call(request, query));
    }

    private Reply asset(Request request, String path, String method) {
        var asset = assets.at(path, request)
                .orElseThrow(() -> new Refusal(
                        Refusal.NOT_FOUND, "path: there is nothing here; /openapi.json lists what there is"));
        if (!method.equals("GET")) {
            throw notAllowed("GET");
        }
        return asset;
    }

    private static Refusal notAllowed(String allowed) {
        return new Refusal(
                Refusal.METHOD_NOT_ALLOWED, "method: this path takes " + allowed + " only", Map.of("Allow", allowed));
    }

    /// Also for answers that were not made here.
    static void write(Reply reply, Response response, Callback callback) {
        var headers = new LinkedHashMap<>(HEADERS);
        headers.putAll(reply.headers());
        response.setStatus(reply.status());
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        if (!reply.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
        }
        if (reply.status() != 204 && reply.status() != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private String label(String path) {
        return routes.containsKey(path) || assets.byPath().containsKey(path) ? path : OTHER;
    }

    /// Without the message, which may hold what a caller sent.
    private static String trace(Throwable e) {
        var causes = new StringBuilder();
        for (Throwable one = e; one != null; one = one.getCause()) {
            causes.append(one.getClass().getName()).append('\n');
            Arrays.stream(one.getStackTrace())
                    .limit(20)
                    .forEach(frame -> causes.append("    at ").append(frame).append('\n'));
        }
        return causes.toString();
    }
}
