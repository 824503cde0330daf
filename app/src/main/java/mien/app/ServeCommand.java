package mien.app;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import mien.MienOptions;
import mien.app.server.Access;
import mien.app.server.Batching;
import mien.app.server.Limits;
import mien.app.server.Server;
import mien.app.server.ServerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mien serve`: the same answers over HTTP.
@Command(
        name = "serve",
        description =
                "Answers over HTTP what `mien analyze` answers in a terminal, until it is ended (Ctrl-C, SIGTERM).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  mien serve --port 8080 &",
            "  curl --data-binary @photo.jpg http://localhost:8080/v1/analyze",
            "",
            "http://localhost:8080/ is a page to try it in; /api describes all that can be asked. Nothing that callers send is kept or logged."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final int MEGA = 1_000_000;

    private final PrintStream out;

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @ArgGroup(validate = false, heading = "%nWhere and to whom%n")
    private Door door = new Door();

    @ArgGroup(validate = false, heading = "%nWhat answers%n")
    private Model model = new Model();

    @ArgGroup(validate = false, heading = "%nLimits%n")
    private Bounds bounds = new Bounds();

    /// Where it listens.
    private static final class Door {
        @Option(names = "--port", paramLabel = "N", description = "0 is any that is free. Default: 8080.")
        private int port = Access.DEFAULT.port();

        @Option(
                names = "--host",
                paramLabel = "ADDRESS",
                description = "The address to listen on; 0.0.0.0 is every one. Default: 127.0.0.1, this machine only.")
        private String host = Access.DEFAULT.host();

        @Option(
                names = "--tokens",
                paramLabel = "FILE",
                description = "Answer only callers with one of these bearer tokens, one a line; changes hold at once.")
        private @Nullable Path tokens;

        @Option(names = "--open", description = "Show the page in this machine's browser.")
        private boolean open;

        @Option(
                names = "--allow-origin",
                paramLabel = "ORIGIN",
                description = "Open to pages from there, such as https://example.org; may be repeated.")
        private List<String> origins = List.of();
    }

    /// What answers.
    private static final class Model extends RecognitionOptions {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The folder of data sets and trainings that the pages Review and Runs work on.")
        private @Nullable Path data;
    }

    /// How much and how long.
    private static final class Bounds {
        @Option(
                names = "--max-megabytes",
                paramLabel = "N",
                description = "A request, at most a quarter of Java's heap. Default: 20.")
        private int megabytes = 20;

        @Option(names = "--max-megapixels", paramLabel = "N", description = "A picture. Default: 50.")
        private int megapixels = (int) (ServerOptions.MAX_PIXELS / MEGA);

        @Option(names = "--max-pictures", paramLabel = "N", description = "A request. Default: 16.")
        private int pictures = Limits.DEFAULT.pictures();

        @Option(names = "--queue", paramLabel = "N", description = "Pictures that may wait. Default: 64.")
        private int queue = Limits.DEFAULT.queue();

        @Option(names = "--connections", paramLabel = "N", description = "Open at once. Default: 1000.")
        private int connections = Limits.DEFAULT.connections();

        @Option(names = "--body-seconds", paramLabel = "S", description = "For a body to come. Default: 20.")
        private int body = (int) Limits.Times.DEFAULT.body().toSeconds();

        @Option(names = "--answer-seconds", paramLabel = "S", description = "For an answer. Default: 30.")
        private int answer = (int) Limits.Times.DEFAULT.answer().toSeconds();

        @Option(
                names = "--grace-seconds",
                paramLabel = "S",
                description = "For the requests it has, when it is ended. Default: 20.")
        private int grace = (int) Limits.Times.DEFAULT.grace().toSeconds();

        @Option(names = "--workers", paramLabel = "N", description = "Threads that work. Default: one a core.")
        private int workers = Batching.DEFAULT.workers();

        @Option(
                names = "--batch-millis",
                paramLabel = "MS",
                description = "How long faces may wait to be read together with others. Default: 5.")
        private int batch = (int) Batching.DEFAULT.budget().toMillis();
    }

    public ServeCommand() {
        this(System.out);
    }

    ServeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        var server = Server.start(options(), line -> System.err.println("mien serve: " + line));
        var end = new Thread(server::close, "mien-end");
        Runtime.getRuntime().addShutdownHook(end);
        out.println("listening on http://" + shownHost() + ":" + server.port() + "/");
        out.flush();
        if (door.open) {
            show("http://" + (isAny() ? "localhost" : shownHost()) + ":" + server.port() + "/");
        }
        server.join();
        return 0;
    }

    private static void show(String address) throws InterruptedException {
        PageOpener.ofThisMachine()
                .open(address)
                .ifPresent(why -> System.err.println(
                        "mien serve: the browser cannot be opened: " + why + "; open " + address + " yourself"));
    }

    private boolean isAny() {
        return door.host.equals("0.0.0.0") || door.host.equals("::");
    }

    private String shownHost() {
        return door.host.contains(":") ? "[" + door.host + "]" : door.host;
    }

    ServerOptions options() {
        check();
        var mien = model.recognition(MienOptions.DEFAULT, dialogue).withMaxPixels((long) bounds.megapixels * MEGA);
        var access = Access.DEFAULT.withHost(door.host).withPort(door.port).withOrigins(origins());
        var times = Limits.Times.DEFAULT
                .withBody(Duration.ofSeconds(bounds.body))
                .withAnswer(Duration.ofSeconds(bounds.answer))
                .withGrace(Duration.ofSeconds(bounds.grace));
        var server = ServerOptions.of(mien, Version.mien())
                .withAccess(door.tokens == null ? access : access.withTokens(door.tokens))
                .withLimits(new Limits(
                        (long) bounds.megabytes * MEGA, bounds.pictures, bounds.queue, bounds.connections, times))
                .withBatching(Batching.DEFAULT.withWorkers(bounds.workers).withBudget(Duration.ofMillis(bounds.batch)));
        return model.data == null ? server : server.withData(model.data);
    }

    private void check() {
        if (door.port < 0 || door.port > 65_535) {
            throw dialogue.wrong("--port must be 0 to 65535, got " + door.port);
        }
        range("--max-megabytes", bounds.megabytes, 1, 1000);
        range("--max-megapixels", bounds.megapixels, 1, 700);
        range("--max-pictures", bounds.pictures, 1, 1000);
        range("--queue", bounds.queue, bounds.pictures, 100_000);
        range("--connections", bounds.connections, 1, 100_000);
        range("--body-seconds", bounds.body, 1, 3600);
        range("--answer-seconds", bounds.answer, 1, 3600);
        range("--grace-seconds", bounds.grace, 1, 3600);
        range("--workers", bounds.workers, 1, 1024);
        range("--batch-millis", bounds.batch, 0, 1000);
    }

    private void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw dialogue.wrong(option + " must be " + least + " to " + most + ", got " + value);
        }
    }

    private Set<String> origins() {
        var origins = new HashSet<String>();
        for (var origin : door.origins) {
            if (!origin.matches("https?://[A-Za-z0-9.\\-]+(:[0-9]{1,5})?|https?://\\[[0-9a-fA-F:]+](:[0-9]{1,5})?")) {
                throw dialogue.wrong(
                        "--allow-origin must be scheme and host, such as https://example.org, got '" + origin + "'");
            }
            origins.add(URI.create(origin).toString());
        }
        return origins;
    }
}
