package mien.app.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.app.server.Route.Answered;
import mien.app.server.Route.Description;
import mien.app.server.Route.Endpoint;
import mien.app.server.Route.Option;
import mien.lab.runs.OrderException;
import mien.lab.runs.Run;
import mien.lab.runs.RunException;
import mien.lab.runs.Runs;

/// What can be asked about the trainings and evaluations below the folder of data, and done with them.
final class RunsDesk {
    private static final String HTML = "text/html";
    private static final String FILE = "application/octet-stream";
    private static final int CONFLICT = 409;
    private static final long LARGEST_FILE = 500_000_000; // bytes; an answer is in memory until it is fetched

    /// What a report may do: run its own script and show its own pictures, in an origin of its own; so it cannot ask this
    /// server for anything, whatever somebody wrote into it.
    private static final Map<String, String> SANDBOX = Map.of(
            "Content-Security-Policy",
            "sandbox allow-scripts; default-src 'none'; img-src data: blob:; style-src 'unsafe-inline';"
                    + " script-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy",
            "unsafe-none"); // browsers show nothing that is in a sandbox and asks for more

    private static final Option RUN =
            new Option("run", Schema.TEXT, "Its `id` in `/v1/runs`; needed.", Optional.empty(), "runs/fer");
    private static final Option EVALUATION = new Option(
            "evaluation", Schema.TEXT, "Its `id` in `/v1/runs`; needed.", Optional.empty(), "runs/fer-evaluation");

    private static final Answered UNKNOWN = Description.error(Refusal.NOT_FOUND, "There is none of that name.");
    private static final Answered WRONG_TIME =
            Description.error(CONFLICT, "Its state forbids it, or another training goes on.");

    private final Runs runs;
    private final Intake intake;

    RunsDesk(Runs runs, Intake intake) {
        this.runs = runs;
        this.intake = intake;
    }

    List<Route> routes() {
        return List.of(
                get("/v1/runs", "The trainings and evaluations below the folder of data.", RunsSchema.LIST, _ -> list()),
                get("/v1/runs/form", "What a training can be started with.", RunsSchema.FORM, _ -> form()),
                about("/v1/runs/run", "All about a training: its course, recipe and output.", RunsSchema.WHOLE, this::whole),
                file("/v1/runs/report", "The page of a training, as it is now.", HTML, RUN, call ->
                        html(one(call).report())),
                file("/v1/runs/model", "The model that a training made.", FILE, RUN, this::model),
                file("/v1/runs/evaluation", "The page of an evaluation.", HTML, EVALUATION, call ->
                        html(runs.evaluation(needed(call, EVALUATION)).report())),
                post("/v1/runs/start", "Starts a training, in a process of its own.", starting(), this::start),
                post("/v1/runs/stop", "Asks a training to stop with a checkpoint.", changing(), call ->
                        changed(runs.stop(needed(call, RUN)))),
                post("/v1/runs/resume", "Goes on with a training that was stopped.", changing(), call ->
                        changed(runs.resume(needed(call, RUN)))));
    }

    private static Route get(String path, String summary, Schema schema, Endpoint endpoint) {
        return new Route("GET", path, true, Description.of(summary, Reply.JSON, schema), clear(endpoint));
    }

    private static Route about(String path, String summary, Schema schema, Endpoint endpoint) {
        var answers = List.of(answered(Reply.JSON, schema), UNKNOWN);
        return new Route("GET", path, true, new Description(summary, List.of(RUN), Map.of(), answers), clear(endpoint));
    }

    private static Route file(String path, String summary, String type, Option option, Endpoint endpoint) {
        var answers = List.of(answered(type, new Schema.Bytes()), UNKNOWN);
        return new Route("GET", path, true, new Description(summary, List.of(option), Map.of(), answers), clear(endpoint));
    }

    private static Route post(String path, String summary, Description form, Endpoint endpoint) {
        var description = new Description(summary, form.options(), form.takes(), form.answers());
        return new Route("POST", path, true, description, clear(endpoint));
    }

    private static Description changing() {
        var answers = List.of(answered(Reply.JSON, RunsSchema.RUN), UNKNOWN, WRONG_TIME);
        return new Description("", List.of(RUN), Map.of(), answers);
    }

    private static Description starting() {
        var answers = List.of(
                answered(Reply.JSON, RunsSchema.RUN),
                WRONG_TIME,
                Description.error(Refusal.UNSUPPORTED_TYPE, "The body is not said to be JSON."),
                Description.error(Refusal.TOO_LARGE, "The body has too many bytes."),
                new Answered(
                        Refusal.UNPROCESSABLE,
                        "Values are wrong; `fields` has a sentence for each of them.",
                        Map.of(Reply.JSON, RunsSchema.MISTAKES)));
        return new Description("", List.of(), Map.of(Reply.JSON, RunsSchema.ORDER), answers);
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
            case CONFLICT -> CONFLICT;
            case BROKEN -> Refusal.UNAVAILABLE;
        };
    }

    private Reply list() {
        return RunsJson.reply(RunsJson.list(runs.all(), runs.evaluations()));
    }

    private Reply form() {
        return RunsJson.reply(RunsForm.json(runs.data()));
    }

    private Reply whole(Call call) {
        return RunsJson.reply(RunsJson.whole(one(call)));
    }

    private Reply start(Call call) throws InterruptedException {
        return changed(runs.start(RunsForm.order(intake, call.request())));
    }

    private static Reply changed(Run run) {
        return RunsJson.reply(RunsJson.run(run));
    }

    private Run one(Call call) {
        return runs.one(needed(call, RUN));
    }

    private static String needed(Call call, Option option) {
        return call.query()
                .text(option.name())
                .orElseThrow(() -> new Refusal(
                        Refusal.BAD_REQUEST,
                        "query: option '" + option.name() + "' is needed; give one that /v1/runs lists"));
    }

    private static Reply html(Path file) {
        return Reply.of("text/html; charset=utf-8", bytes(file)).with(SANDBOX);
    }

    private Reply model(Call call) {
        var model = one(call).model();
        var name = URLEncoder.encode(String.valueOf(model.getFileName()), StandardCharsets.UTF_8).replace("+", "%20");
        return Reply.of(FILE, bytes(model))
                .with(Map.of("Content-Disposition", "attachment; filename*=UTF-8''" + name));
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new Refusal(Refusal.NOT_FOUND, file.getFileName() + ": it is not there yet");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new Refusal(
                        Refusal.UNPROCESSABLE, file.getFileName() + ": it is too large to be sent; copy it from " + file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Refusal(Refusal.NOT_FOUND, file.getFileName() + ": it cannot be read (" + e.getMessage() + ")");
        }
    }
}
