package mien.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import mien.app.server.Route.Description;
import mien.lab.runs.Launcher;
import mien.lab.runs.RunException;
import mien.lab.runs.Runs;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Answers requests over HTTP until it is closed.
///
/// Requests wait on virtual threads, which cost next to nothing; the work is done by a fixed number of workers.
public final class Server implements AutoCloseable {
    private static final int JETTY_THREADS = 12; // accepting and selecting; requests have virtual threads
    private static final int LONGEST_HEAD = 16 << 10; // bytes
    private static final long IDLE_MARGIN = 5000; // milliseconds
    private static final Duration LAST_PICTURES = Duration.ofSeconds(3); // that workers are about, at the end

    private static final String MAIN = "mien.app.Main"; // audits and trainings are processes of their own

    private final Readers readers;
    private final ReviewRoutes review;
    private final Workers workers;
    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;
    private final Consumer<String> journal;
    private final Optional<Runs> runs;
    private final Optional<Runs> endingTrainings; // the same, if trainings end with this process
    private final Duration grace;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(
            ServerOptions options,
            Readers readers,
            ReviewRoutes review,
            Doorkeeper doorkeeper,
            Consumer<String> journal) {
        this.readers = readers;
        this.review = review;
        this.journal = journal;
        runs = options.data().map(folder -> new Runs(folder, Launcher.of(ThisJava.command(MAIN))));
        endingTrainings = runs.filter(_ -> Runs.endWithThisProcess());
        grace = options.limits().times().grace();
        var metrics = new Metrics();
        workers = new Workers(options.batching(), options.limits().queue(), metrics);
        jetty = new org.eclipse.jetty.server.Server(threads());
        connector = connector(options);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(options.limits().connections(), connector));
        jetty.setStopTimeout(options.limits().times().grace().toMillis());
        jetty.setErrorHandler(Server::refused);
        var routes = routes(options, metrics, doorkeeper);
        jetty.setHandler(new GracefulHandler(new Entrance(
                routes, doorkeeper, metrics, options.limits().times().body(), journal)));
    }

    /// Opens the models, then listens.
    ///
    /// @param journal takes what the person who runs the server must know; nothing of callers is in it
    /// @throws mien.error.MienException if a model, the file of tokens, the folder of data or the address cannot be
    /// used
    public static Server start(ServerOptions options, Consumer<String> journal) {
        options.data().ifPresent(Server::checkData);
        var doorkeeper = Doorkeeper.of(options.access());
        if (options.data().isPresent()
                && !doorkeeper.loopback()
                && doorkeeper.tokens().isEmpty()) {
            throw new ServerException(options.access().host()
                    + ": whoever reaches this address could start trainings and" + " change decisions in "
                    + options.data().get() + "; add --tokens FILE, or leave --host out");
        }
        var review = ReviewRoutes.open(options.data(), ThisJava.command(MAIN));
        var server = new Server(options, new Readers(options.mien()), review, doorkeeper, journal);
        try {
            server.workers.start();
            server.jetty.start();
            SlowHeads.watch(server.connector, options.limits().times().head());
            return server;
        } catch (Exception e) { // Jetty's signature
            server.close();
            var access = options.access();
            throw new ServerException(
                    access.host() + ":" + access.port() + ": the server cannot listen here: " + reason(e)
                            + "; choose another --port or --host",
                    e);
        }
    }

    /// Where it listens; the port that was found if any was asked for.
    public int port() {
        return connector.getLocalPort();
    }

    /// Takes no more requests, answers those that it has within the grace period, and frees the models. A training
    /// that ends with this process has the same time for its checkpoint.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long end = System.nanoTime() + grace.toNanos();
        stopTrainings();
        try {
            jetty.stop();
        } catch (Exception e) { // Jetty's signature
            journal.accept("not every request was answered within the grace period: " + reason(e));
        }
        try {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (workers.end(left.compareTo(LAST_PICTURES) > 0 ? left : LAST_PICTURES)) {
                readers.close(); // else a worker would lose what it reads with
            }
            review.close();
            stopTrainings(); // one that a late request began
            if (endingTrainings.isPresent()) {
                endingTrainings.get().await(Duration.ofNanos(end - System.nanoTime()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopTrainings() {
        try {
            endingTrainings.ifPresent(Runs::stopAll);
        } catch (RunException e) {
            journal.accept(String.valueOf(e.getMessage()));
        }
    }

    /// Waits until it has been closed.
    public void join() throws InterruptedException {
        jetty.join();
    }

    private static void checkData(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ServerException(folder + ": there is no such folder for --data; make it, or name another");
        }
        if (!Files.isWritable(folder)) {
            throw new ServerException(
                    folder + ": this folder for --data cannot be written to; allow it, or name another");
        }
    }

    private List<Route> routes(ServerOptions options, Metrics metrics, Doorkeeper doorkeeper) {
        var facts = new Facts(readers);
        var intake = new Intake(
                options.limits(),
                Intake.room(options.limits(), Runtime.getRuntime().maxMemory()));
        var routes = new ArrayList<Route>();
        routes.add(new Analysis(readers, workers, intake, metrics, options.limits()).route());
        routes.addAll(facts.routes());
        routes.addAll(review.routes(intake));
        routes.addAll(new RunsRoutes(runs, intake, doorkeeper.tickets()).routes());
        routes.add(state("/live", "Whether the process lives.", "live"));
        routes.add(state(
                "/ready",
                "Whether requests are taken: not before the models are open, and not while it ends.",
                "ready"));
        routes.add(new Route(
                "GET",
                "/metrics",
                true,
                Description.of("Counters for Prometheus.", "text/plain", new Schema.Bytes()),
                _ -> Reply.of(Metrics.TYPE, metrics.text(now(options, intake, facts)))));
        var described = Description.of("This description.", Reply.JSON, new Schema.Anything());
        var json = new String[1];
        routes.add(new Route("GET", "/openapi.json", false, described, _ -> Reply.json(json[0])));
        json[0] = OpenApi.of(routes, options.version(), doorkeeper.tokens().isPresent());
        return routes;
    }

    private static Route state(String path, String summary, String word) {
        var schema = new Schema.Fields(List.of(Schema.field("status", new Schema.Text(List.of(word)), "")));
        var reply = Reply.json("{\"status\":\"" + word + "\"}");
        return new Route("GET", path, false, Description.of(summary, Reply.JSON, schema), _ -> reply);
    }

    private Metrics.Now now(ServerOptions options, Intake intake, Facts facts) {
        return new Metrics.Now(
                workers.queued(),
                options.limits().queue(),
                intake.held(),
                connector.getConnectedEndPoints().size(),
                facts);
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(JETTY_THREADS);
        threads.setName("mien-http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private ServerConnector connector(ServerOptions options) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEAD);
        var made = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        made.setHost(options.access().host());
        made.setPort(options.access().port());
        var times = options.limits().times();
        made.setIdleTimeout(Math.max(times.answer().toMillis(), times.body().toMillis())
                + IDLE_MARGIN); // else it would cut answers off
        return made;
    }

    /// What Jetty itself refuses: heads that are no HTTP, too long, or come while the server ends.
    private static boolean refused(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        var reply = status == HttpStatus.SERVICE_UNAVAILABLE_503
                ? Refusal.ending().reply()
                : Reply.error(status, "request: " + HttpStatus.getMessage(status));
        Entrance.write(reply, response, callback);
        return true;
    }

    private static String reason(Throwable e) {
        var cause = e instanceof IOException && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage());
    }
}
