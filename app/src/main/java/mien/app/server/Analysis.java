package mien.app.server;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import mien.Annotation;
import mien.Photo;
import mien.app.output.Answer;
import mien.app.output.Format;
import mien.app.output.JsonOutput;
import mien.app.server.Route.Answered;
import mien.app.server.Route.Description;
import mien.app.server.Route.Option;
import mien.image.Picture;
import mien.model.Head;
import org.eclipse.jetty.http.HttpHeader;

/// `POST /v1/analyze`: pictures in, faces and their emotions out, as `mien analyze` prints them.
///
/// @param readers what answers
/// @param workers who does the work
record Analysis(Readers readers, Workers workers, Intake intake, Metrics metrics, Limits limits) {
    private static final int JPEG_QUALITY = 92;
    private static final int LARGEST_MIN_FACE = 100_000;

    Route route() {
        return new Route("POST", "/v1/analyze", true, description(), this::answer);
    }

    private Reply answer(Call call) throws InterruptedException {
        var type = call.request().getHeaders().get(HttpHeader.CONTENT_TYPE);
        Upload.check(type);
        var question = question(call.query());
        long start = System.nanoTime();
        try (var body = intake.read(call.request())) {
            metrics.stage(Stage.RECEIVE, System.nanoTime() - start);
            var sent = Upload.pictures(type, body.bytes(), limits.pictures());
            if (question.wants(Extra.PIXELS) && sent.size() > 1) {
                throw new Refusal(
                        Refusal.BAD_REQUEST,
                        "query: option 'annotate' returns one picture, but " + sent.size()
                                + " were sent; send one at a time");
            }
            var jobs = sent.stream()
                    .map(one -> Job.of(one.name(), one.bytes(), question))
                    .toList();
            return reply(jobs, done(jobs), call.query());
        }
    }

    private Question question(Query query) {
        var detector = query.text("detector").orElse(readers.detectors().getFirst());
        var gated = query.maybeFlag("gate");
        if (gated.orElse(false) && !readers.hasGate()) {
            throw new Refusal(
                    Refusal.BAD_REQUEST,
                    "query: option 'gate' cannot be true, this server has no gate;" + " start it with --gate");
        }
        var mien = readers.reader(detector, gated);
        var head = query.text("labels").map(mien.contract()::head).orElse(mien.head());
        var options = readers.options();
        return new Question(
                mien, head, query.whole("min-face").orElse(options.minFace()), options.maxPixels(), extras(query));
    }

    private static Set<Extra> extras(Query query) {
        var extras = EnumSet.noneOf(Extra.class);
        if (query.flag("annotate")) {
            contradiction(query.text("format").isPresent(), "'annotate' and 'format'");
            extras.add(Extra.PIXELS);
        }
        if (query.text("explain").isPresent()) {
            contradiction(query.text("format").equals(Optional.of("csv")), "'explain' and 'format=csv'");
            extras.add(Extra.EXPLANATION);
        }
        return extras;
    }

    private static void contradiction(boolean wrong, String options) {
        if (wrong) {
            throw new Refusal(Refusal.BAD_REQUEST, "query: options " + options + " contradict each other; choose one");
        }
    }

    private List<Job.Done> done(List<Job> jobs) throws InterruptedException {
        if (!workers.offer(jobs)) {
            throw Refusal.later(
                    Refusal.TOO_MANY,
                    "queue: too many pictures wait here already; try again",
                    workers.secondsToEmpty());
        }
        var all = CompletableFuture.allOf(jobs.stream().map(Job::done).toArray(CompletableFuture<?>[]::new));
        try {
            all.get(limits.times().answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw Refusal.later(
                    Refusal.UNAVAILABLE, "time: the answer was not ready in time; try again", workers.secondsToEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                throw Refusal.ending();
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            jobs.forEach(job -> job.done().cancel(false)); // whoever gives up frees the queue
        }
        return jobs.stream().map(job -> job.done().join()).toList();
    }

    private static Reply reply(List<Job> jobs, List<Job.Done> done, Query query) {
        var answers = done.stream().map(Job.Done::answer).toList();
        if (answers.stream().noneMatch(Answer.Read.class::isInstance)) {
            throw new Refusal(Refusal.UNPROCESSABLE, sentence(answers));
        }
        boolean explain = query.text("explain").isPresent();
        var picture = done.getFirst().picture();
        if (picture != null && answers.getFirst() instanceof Answer.Read(var _, var photo)) {
            var drawn = Annotation.draw(explain ? explained(picture, photo) : picture, photo);
            boolean jpeg = Picture.format(jobs.getFirst().encoded())
                    .filter("jpeg"::equals)
                    .isPresent();
            return jpeg ? Reply.of("image/jpeg", drawn.jpeg(JPEG_QUALITY)) : Reply.of("image/png", drawn.png());
        }
        return switch (query.text("format").orElse("json")) {
            case "jsonl" -> Reply.of(Reply.JSON_LINES, lines(answers, explain, "", "\n", "\n"));
            case "csv" ->
                Reply.of(Reply.CSV, csv(answers, jobs.getFirst().question().head()));
            default -> Reply.of(Reply.JSON, lines(answers, explain, "[\n", ",\n", "\n]\n"));
        };
    }

    /// With the map of each human face's own emotion over it.
    private static Picture explained(Picture picture, Photo photo) {
        var drawn = picture;
        for (var face : photo.humanFaces()) {
            drawn = face.reading().explain().draw(drawn, face.reading().emotion());
        }
        return drawn;
    }

    private static String lines(List<Answer> answers, boolean explained, String... around) {
        return answers.stream()
                .map(answer -> JsonOutput.of(answer, explained))
                .collect(Collectors.joining(around[1], around[0], around[2]));
    }

    private static String csv(List<Answer> answers, Head head) {
        var format = new Format.Csv(head.labels().labels());
        return answers.stream()
                .map(answer -> format.answer(answer, false))
                .collect(Collectors.joining("", format.opening(), format.closing()));
    }

    private static String sentence(List<Answer> answers) {
        var first = (Answer.Failed) answers.getFirst();
        return answers.size() == 1
                ? first.error()
                : "none of the " + answers.size() + " pictures can be read; the first, " + first.file() + ": "
                        + first.error();
    }

    private Description description() {
        var takes = new LinkedHashMap<String, Schema>();
        takes.put("image/*", new Schema.Bytes());
        takes.put("application/octet-stream", new Schema.Bytes());
        takes.put(Upload.FORM, new Schema.ByName(new Schema.Bytes()));
        var summary = "The faces in one picture, or in several, and what they show: the same JSON as `mien analyze"
                + " --format json`. Pictures are JPEG, PNG, WebP, BMP, TIFF or GIF, up to " + limits.pictures()
                + " in a form, together up to " + megas(limits.bodyBytes()) + " MB, each up to "
                + megas(readers.options().maxPixels()) + " megapixels. Nothing of them is kept.";
        return new Description(summary, options(), takes, answers());
    }

    private static String megas(long count) {
        return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(count / 1e6);
    }

    private List<Option> options() {
        var heads = readers.contract().heads().stream().map(Head::name).toList();
        var detectors = readers.detectors();
        var minFace = Integer.toString(readers.options().minFace());
        var all = new ArrayList<Option>();
        all.add(option(
                "detector",
                new Schema.Text(detectors),
                "What finds faces; `whole` takes each picture for one" + " face.",
                detectors.getFirst()));
        all.add(option(
                "min-face",
                new Schema.Whole(1, LARGEST_MIN_FACE),
                "Pass over faces whose shortest side is" + " below this, in pixels.",
                minFace));
        all.add(option(
                "labels",
                new Schema.Text(heads),
                "Which of the model's heads answers.",
                readers.head().name()));
        all.add(new Option(
                "gate",
                new Schema.Flag(),
                "Whether a second model tells human faces from false alarms."
                        + " By default as the server was started; never for whole pictures.",
                Optional.empty(),
                "false"));
        all.add(option(
                "annotate",
                new Schema.Flag(),
                "Return the picture with boxes and bars, instead of JSON: JPEG stays JPEG, all else becomes PNG.",
                "false"));
        all.add(new Option(
                "explain",
                new Schema.Text(List.of("cam")),
                "Add to each face which places speak for and against its emotion, a class activation map; with"
                        + " `annotate`, draw it. The model's network must have such maps.",
                Optional.empty(),
                "cam"));
        all.add(option("format", new Schema.Text(List.of("json", "jsonl", "csv")), "How to answer.", "json"));
        return List.copyOf(all);
    }

    private static Option option(String name, Schema schema, String description, String otherwise) {
        return new Option(name, schema, description, Optional.of(otherwise), otherwise);
    }

    private List<Answered> answers() {
        var bodies = new LinkedHashMap<String, Schema>();
        bodies.put(Reply.JSON, new Schema.ListOf(AnswerSchema.PICTURE));
        bodies.put(Reply.JSON_LINES, new Schema.Bytes());
        bodies.put("text/csv", new Schema.Bytes());
        bodies.put("image/jpeg", new Schema.Bytes());
        bodies.put("image/png", new Schema.Bytes());
        return List.of(
                new Answered(200, "An object for each picture, in the order sent; at least one could be read.", bodies),
                Description.error(
                        Refusal.BAD_REQUEST,
                        "The query has an unknown or malformed option, which the"
                                + " sentence names; or the body is empty, cut off, or no complete form."),
                Description.error(Refusal.TIMEOUT, "The body did not come in time."),
                Description.error(Refusal.TOO_LARGE, "The body has too many bytes, or the form too many pictures."),
                Description.error(Refusal.UNSUPPORTED_TYPE, "The type of the body is none of those taken."),
                Description.error(
                        Refusal.UNPROCESSABLE,
                        "No picture could be read: damaged, in no known format, or" + " of too many pixels."),
                Description.error(Refusal.TOO_MANY, "Too many wait already; `Retry-After` says when to ask again."));
    }
}
