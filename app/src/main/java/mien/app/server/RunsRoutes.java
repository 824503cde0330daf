package mien.app.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mien.app.server.Route.Answered;
import mien.app.server.Route.Description;
import mien.app.server.Route.Endpoint;
import mien.app.server.Route.Option;
import mien.lab.runs.EvaluationFolder;
import mien.lab.runs.OrderException;
import mien.lab.runs.Run;
import mien.lab.runs.RunException;
import mien.lab.runs.Runs;

/// What can be asked about the trainings and evaluations below the folder of data, and done with them.
final class RunsRoutes {
    private static final String HTML = "text/html";
    private static final String FILE = "application/octet-stream";
    private static final long LARGEST_FILE = 500_000_000; // bytes; an answer is in memory until it is fetched

    /// What a report may do: run its own script and show its own pictures, in an origin of its own; so it cannot ask
    /// this server for anything, whatever somebody wrote into it.
    private static final Map<String, String> SANDBOX = Map.of(
            "Content-Security-Policy",
            "sandbox allow-scripts; default-src 'none'; img-src data: blob:; style-src 'unsafe-inline';"
                    + " script-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy",
            "unsafe-none"); // browsers show nothing that is in a sandbox and asks for more

    private static final Option RUN = new Option(
            "run", Schema.TEXT, "Its `id`. By default the first listed that has one.", Optional.empty(), "runs/fer");
    private static final Option WHICH =
            new Option("run", Schema.TEXT, "Its `id`; needed.", Optional.empty(), "runs/fer");
    private static final Option TICKET = new Option(
            "ticket",
            Schema.TEXT,
            "In place of a token, from `/v1/runs/ticket`.",
            Optional.empty(),
            "0123456789abcdef");
    private static final Option PATH = new Option(
            "path",
            Schema.TEXT,
            "Path and query of a report.",
            Optional.of("/v1/runs/report?run=runs%2Ffer"),
            "/v1/runs/report?run=runs%2Ffer");
    private static final Option EVALUATION = new Option(
            "evaluation",
            Schema.TEXT,
            "Its `id`. By default the first listed that has one.",
            Optional.empty(),
            "runs/fer-evaluation");

    private static final Answered NOWHERE =
            Description.error(Refusal.NOT_FOUND, "The server was started without `--data`.");
    private static final Answered UNKNOWN =
            Description.error(Refusal.NOT_FOUND, "There is none of that name, or nothing to be sent yet.");
    private static final Answered WRONG_TIME =
            Description.error(Refusal.CONFLICT, "Its state forbids it, or another training goes on.");

    private static final String EXAMPLE = "{\"name\": \"fer\", \"data\": \"faces\", \"corrected\": false,"
            + " \"network\": \"mien-xs\", \"seed\": \"1\", \"precision\": \"auto\", \"recipe\": {\"pace.epochs\": \"20\"}}";

    private final Optional<Runs> folder;
    private final Intake intake;
    private final Tickets tickets;

    /// @param folder what lies in the server's folder, if it has one
    RunsRoutes(Optional<Runs> folder, Intake intake, Tickets tickets) {
        this.folder = folder;
        this.intake = intake;
        this.tickets = tickets;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/runs",
                        true,
                        Description.of(
                                "The trainings and evaluations below the folder of data.", Reply.JSON, RunsSchema.LIST),
                        clear(_ -> list())),
                get("/v1/runs/form", "What a training can be started with.", RunsSchema.FORM, _ -> form()),
                about(
                        "/v1/runs/run",
                        "All about a training: its course, recipe and output.",
                        RunsSchema.WHOLE,
                        this::whole),
                file(
                        "/v1/runs/report",
                        "The page of a training, as it is now.",
                        HTML,
                        RUN,
                        call -> html(one(call, Run::hasReport).report())),
                file("/v1/runs/model", "The model that a training made.", FILE, RUN, this::model),
                file(
                        "/v1/runs/evaluation",
                        "The page of an evaluation.",
                        HTML,
                        EVALUATION,
                        call -> html(evaluation(call).report())),
                new Route("POST", "/v1/runs/ticket", true, ticketed(), this::ticket),
                post("/v1/runs/start", "Starts a training, in a process of its own.", starting(), this::start),
                post(
                        "/v1/runs/stop",
                        "Asks a training to stop with a checkpoint.",
                        changing(),
                        call -> changed(runs().stop(needed(call)))),
                post(
                        "/v1/runs/resume",
                        "Goes on with a training that was stopped.",
                        changing(),
                        call -> changed(runs().resume(needed(call)))));
    }

    private static Route get(String path, String summary, Schema schema, Endpoint endpoint) {
        var answers = List.of(answered(Reply.JSON, schema), NOWHERE);
        return new Route("GET", path, true, new Description(summary, List.of(), Map.of(), answers), clear(endpoint));
    }

    private static Route about(String path, String summary, Schema schema, Endpoint endpoint) {
        var answers = List.of(answered(Reply.JSON, schema), UNKNOWN);
        return new Route("GET", path, true, new Description(summary, List.of(RUN), Map.of(), answers), clear(endpoint));
    }

    private static Route file(String path, String summary, String type, Option option, Endpoint endpoint) {
        var answers = List.of(answered(type, new Schema.Bytes()), UNKNOWN);
        return new Route(
                "GET",
                path,
                true,
                new Description(summary, List.of(option, TICKET), Map.of(), answers),
                clear(endpoint));
    }

    private static Route post(String path, String summary, Description form, Endpoint endpoint) {
        var description = new Description(summary, form.options(), form.takes(), form.answers(), form.example());
        return new Route("POST", path, true, description, clear(endpoint));
    }

    private static Description ticketed() {
        return new Description(
                "The address of a report with a ticket, by which a browser can open it that sends no token, for 12 hours.",
                List.of(PATH),
                Map.of(),
                List.of(answered(Reply.JSON, new Schema.Fields(List.of(Schema.field("path", Schema.TEXT, ""))))));
    }

    private static Description changing() {
        var answers = List.of(answered(Reply.JSON, RunsSchema.RUN), UNKNOWN, WRONG_TIME);
        return new Description("", List.of(WHICH), Map.of(), answers);
    }

    private static Description starting() {
        var answers = List.of(
                answered(Reply.JSON, RunsSchema.RUN),
                NOWHERE,
                WRONG_TIME,
                Description.error(Refusal.UNSUPPORTED_TYPE, "The body is not said to be JSON."),
                Description.error(Refusal.TOO_LARGE, "The body has too many bytes."),
                new Answered(
                        Refusal.UNPROCESSABLE,
                        "Values are wrong; `fields` has a sentence for each of them.",
                        Map.of(Reply.JSON, RunsSchema.MISTAKES)));
        return new Description("", List.of(), Map.of(Reply.JSON, RunsSchema.ORDER), answers, EXAMPLE);
    }

    private static Answered answered(String type, Schema schema) {
        return new Answered(200, "", Map.of(type, schema));
    }

    /// Turns what cannot be done into a status.
    private static Endpoint clear(Endpoint endpoint) {
        return call -> {
            try {
                return endpoint.answer(call);
            } catch (OrderException e) {
                return RunsJson.reply(RunsJson.mistakes(e)).withStatus(Refusal.UNPROCESSABLE);
            } catch (RunException e) {
                throw new Refusal(status(e.reason()), String.valueOf(e.getMessage()));
            }
        };
    }

    private static int status(RunException.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> Refusal.NOT_FOUND;
            case CONFLICT -> Refusal.CONFLICT;
            case BROKEN -> Refusal.UNAVAILABLE;
        };
    }

    private Runs runs() {
        return folder.orElseThrow(() -> Refusal.withoutFolder("runs"));
    }

    private Reply ticket(Call call) {
        var path = call.query().text(PATH.name()).orElse(PATH.example());
        if (!path.matches("/v1/runs/(report|evaluation)\\?[^&#]+")) {
            throw new Refusal(
                    Refusal.BAD_REQUEST, "query: option 'path' must be that of a report, such as " + PATH.example());
        }
        return RunsJson.reply(RunsJson.path(tickets.give(path)));
    }

    private Reply list() {
        return RunsJson.reply(folder.map(runs -> RunsJson.list(true, runs.all(), runs.evaluations()))
                .orElseGet(() -> RunsJson.list(false, List.of(), List.of())));
    }

    private Reply form() {
        return RunsJson.reply(RunsForm.json(runs().data()));
    }

    private Reply whole(Call call) {
        return RunsJson.reply(RunsJson.whole(one(call, _ -> true)));
    }

    private Reply start(Call call) throws InterruptedException {
        return changed(runs().start(RunsForm.order(intake, call.request())));
    }

    private static Reply changed(Run run) {
        return RunsJson.reply(RunsJson.run(run));
    }

    /// The run that is asked for, or else the first that fits.
    private Run one(Call call, Predicate<Run> fits) {
        return call.query()
                .text(RUN.name())
                .map(runs()::one)
                .orElseGet(() -> runs().all().stream()
                        .filter(fits)
                        .findFirst()
                        .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "runs: there is none yet that has this")));
    }

    private EvaluationFolder evaluation(Call call) {
        return call.query()
                .text(EVALUATION.name())
                .map(runs()::evaluation)
                .orElseGet(() -> runs().evaluations().stream()
                        .filter(EvaluationFolder::hasReport)
                        .findFirst()
                        .orElseThrow(() ->
                                new Refusal(Refusal.NOT_FOUND, "evaluations: there is none yet that has a report")));
    }

    private static String needed(Call call) {
        return call.query()
                .text(WHICH.name())
                .orElseThrow(() -> new Refusal(
                        Refusal.BAD_REQUEST, "query: option 'run' is needed; give one that /v1/runs lists"));
    }

    private static Reply html(Path file) {
        return Reply.of("text/html; charset=utf-8", bytes(file)).with(SANDBOX);
    }

    private Reply model(Call call) {
        var model = one(call, Run::hasModel).model();
        var name = URLEncoder.encode(String.valueOf(model.getFileName()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return Reply.of(FILE, bytes(model)).with(Map.of("Content-Disposition", "attachment; filename*=UTF-8''" + name));
    }

    /// A link is not followed: it may lead anywhere.
    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Refusal(Refusal.NOT_FOUND, file.getFileName() + ": it is not there yet");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new Refusal(
                        Refusal.UNPROCESSABLE,
                        file.getFileName() + ": it is too large to be sent; copy it from " + file);
            }
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.NOT_FOUND, file.getFileName() + ": it cannot be read (" + e.getMessage() + ")");
        }
    }
}
