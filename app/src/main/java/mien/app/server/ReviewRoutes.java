package mien.app.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.app.server.Route.Answered;
import mien.app.server.Route.Description;
import mien.app.server.Route.Option;
import mien.lab.database.DatabaseException;
import mien.lab.dataset.DatasetException;
import mien.lab.review.AuditJob;
import mien.lab.review.Choice;
import mien.lab.review.Review;
import mien.lab.review.ReviewException;
import mien.lab.review.Reviews;
import mien.lab.review.Sender;
import mien.lab.review.Verdict;

/// `/v1/review...`: people look at what audits have found, and decide.
final class ReviewRoutes implements AutoCloseable {
    private static final int MOST_AT_ONCE = 2; // sheets being made: pages must not starve who asks for emotions
    private static final int USUAL_EDGE = 96; // pixels
    private static final int LARGEST_EDGE = 512;
    private static final int LARGEST_OF_MANY = 160;
    private static final long LAST_NUMBER = 999_999_999;

    private static final Option DATA = new Option(
            "data", Schema.TEXT, "Id of a data set. By default the first of those listed.", Optional.empty(), "faces");
    private static final Option SINCE = new Option(
            "since", new Schema.Whole(0, LAST_NUMBER), "Only decisions with a higher number.", Optional.of("0"), "0");

    private final Optional<Reviews> reviews;
    private final AuditJob audits;
    private final Semaphore sheets = new Semaphore(MOST_AT_ONCE, true);

    private ReviewRoutes(Optional<Reviews> reviews, AuditJob audits) {
        this.reviews = reviews;
        this.audits = audits;
    }

    /// @param data the folder, if the server has one
    /// @param mien the command line of Mien itself, for audits
    /// @throws DatabaseException if the folder's database cannot be used
    static ReviewRoutes open(Optional<Path> data, List<String> mien) {
        return new ReviewRoutes(data.map(Reviews::open), new AuditJob(mien));
    }

    List<Route> routes(Intake intake) {
        return List.of(
                get(
                        "/v1/review",
                        "The data sets below the folder of `--data`, and what was decided on them.",
                        List.of(),
                        json(ReviewSchema.ALL),
                        _ -> ReviewJson.all(reviews, audits.status())),
                get(
                        "/v1/review/material",
                        "What there is to look at in a data set: its pictures, what an audit found,"
                                + " and what it proposes.",
                        List.of(DATA),
                        json(ReviewSchema.MATERIAL),
                        call -> ReviewJson.material(fresh(call.query()))),
                sheet(),
                get(
                        "/v1/review/decisions",
                        "Decisions that were made.",
                        List.of(DATA, SINCE),
                        json(ReviewSchema.DECISIONS),
                        call -> ReviewJson.decisions(current(call.query()), since(call.query()), Optional.empty())),
                get(
                        "/v1/review/corrections",
                        "What holds, as the file that `--corrections` takes.",
                        List.of(DATA),
                        Map.of("text/csv", new Schema.Bytes()),
                        this::corrections),
                post(
                        "/v1/review/decide",
                        "Decides on pictures, in one step. It is on the disk when this answers.",
                        ReviewSchema.CHOICES,
                        "{\"tab\": \"example\", \"decisions\": [{\"file\": \"happy/1.png\","
                                + " \"verdict\": \"drop\", \"label\": \"\"}]}",
                        call -> decide(call, intake)),
                post(
                        "/v1/review/undo",
                        "Takes back the last step of a tab. Pictures on which another tab has decided"
                                + " since stay as they are.",
                        ReviewSchema.TAB,
                        "{\"tab\": \"example\"}",
                        call -> undo(call, intake)),
                audit(
                        "/v1/review/audit",
                        "Starts to audit a data set, unless an audit is going on.",
                        List.of(
                                DATA,
                                new Option(
                                        "labels",
                                        new Schema.Flag(),
                                        "Whether to look for wrong labels, which" + " takes minutes.",
                                        Optional.of("false"),
                                        "false")),
                        this::audit),
                audit(
                        "/v1/review/audit/stop",
                        "Ends the audit that is going on.",
                        List.of(),
                        _ -> ReviewJson.one(audits.stop())));
    }

    private Route sheet() {
        var answers = Stream.concat(
                        answers(Map.of("image/webp", new Schema.Bytes())).stream(),
                        Stream.of(Description.error(Refusal.CONFLICT, "The data set has another `key` now.")))
                .toList();
        var summary = "Thumbnails of up to " + Review.MOST_PICTURES + " pictures on one sheet, "
                + "16 in a row, each in the left upper corner of its square cell. The header `Picture-Sizes`"
                + " has their widths and heights, `48x48,40x48`; 0x0 for what cannot be read.";
        var description = new Description(summary, sheetOptions(), Map.of(), answers);
        return new Route("GET", "/v1/review/sheet", true, description, told(this::sheet));
    }

    private static List<Option> sheetOptions() {
        return List.of(
                DATA,
                new Option("pictures", Schema.TEXT, "Their places in `files`, in order.", Optional.of("0"), "0"),
                new Option(
                        "edge",
                        new Schema.Whole(16, LARGEST_EDGE),
                        "Of a cell, in pixels; above " + LARGEST_OF_MANY + " only for one picture.",
                        Optional.of("" + USUAL_EDGE),
                        "" + USUAL_EDGE),
                new Option(
                        "key",
                        Schema.TEXT,
                        "That of the data set, as `/v1/review/material` tells it; without one the places are those of"
                                + " the pictures as they are now. With it a browser may keep the sheet.",
                        Optional.empty(),
                        "0123456789abcdef"));
    }

    private Route get(
            String path, String summary, List<Option> options, Map<String, Schema> bodies, Route.Endpoint endpoint) {
        var description = new Description(summary, options, Map.of(), answers(bodies));
        return new Route("GET", path, true, description, told(endpoint));
    }

    private Route post(String path, String summary, Schema body, String example, Route.Endpoint endpoint) {
        var answers = Stream.concat(
                        answers(json(ReviewSchema.DECISIONS)).stream(),
                        Stream.of(
                                Description.error(Refusal.TIMEOUT, "The body did not come in time."),
                                Description.error(Refusal.TOO_LARGE, "The body has too many bytes."),
                                Description.error(Refusal.UNSUPPORTED_TYPE, "The body is not said to be JSON."),
                                Description.error(Refusal.TOO_MANY, "Too much is being sent to this server.")))
                .toList();
        var description = new Description(summary, List.of(DATA, SINCE), json(body), answers, example);
        return new Route("POST", path, true, description, told(endpoint));
    }

    private Route audit(String path, String summary, List<Option> options, Route.Endpoint endpoint) {
        var description = new Description(summary, options, Map.of(), answers(json(ReviewSchema.AUDITING)));
        return new Route("POST", path, true, description, told(endpoint));
    }

    private static Map<String, Schema> json(Schema schema) {
        return Map.of(Reply.JSON, schema);
    }

    private static List<Answered> answers(Map<String, Schema> bodies) {
        return List.of(
                new Answered(200, "", bodies),
                Description.error(Refusal.BAD_REQUEST, "The query or the body is wrong; the sentence names what."),
                Description.error(Refusal.NOT_FOUND, "The server was started without `--data`."),
                Description.error(
                        Refusal.UNPROCESSABLE,
                        "There is no such data set, picture or label; or the data" + " cannot be read."));
    }

    /// With what can go wrong in a folder as a refusal.
    private static Route.Endpoint told(Route.Endpoint endpoint) {
        return call -> {
            try {
                return endpoint.answer(call);
            } catch (ReviewException | DatasetException e) {
                throw new Refusal(Refusal.UNPROCESSABLE, String.valueOf(e.getMessage()));
            } catch (DatabaseException e) {
                throw Refusal.later(Refusal.UNAVAILABLE, String.valueOf(e.getMessage()), 1);
            }
        };
    }

    private Reviews reviews() {
        return reviews.orElseThrow(() -> Refusal.withoutFolder("review"));
    }

    private String id(Query query) {
        var all = reviews();
        return query.text("data")
                .orElseGet(() -> all.list().stream()
                        .findFirst()
                        .map(Reviews.Listed::id)
                        .orElseThrow(() -> new Refusal(
                                Refusal.UNPROCESSABLE, "data: there is no data set below the folder; put one there")));
    }

    /// Read anew if it has changed.
    private Review fresh(Query query) {
        return reviews().review(id(query));
    }

    private Review current(Query query) {
        return reviews().current(id(query));
    }

    private static long since(Query query) {
        return query.whole("since").orElse(0);
    }

    private Reply decide(Call call, Intake intake) throws InterruptedException {
        var review = current(call.query());
        var body = JsonBody.of(call.request(), intake);
        review.decide(sender(body), body.each("decisions", ReviewRoutes::choice));
        return ReviewJson.decisions(review, since(call.query()), Optional.empty());
    }

    private static Sender sender(JsonBody json) {
        return new Sender(json.text("tab"), json.someText("step"));
    }

    private static Choice choice(JsonBody json) {
        var title = json.text("verdict");
        var verdict = Verdict.named(title)
                .orElseThrow(() -> JsonBody.wrong(
                        json.where(),
                        "'verdict' must be "
                                + Arrays.stream(Verdict.values())
                                        .map(Verdict::title)
                                        .collect(Collectors.joining(" or "))
                                + ", got '" + title + "'"));
        return new Choice(json.text("file"), verdict, json.text("label"), "");
    }

    private Reply undo(Call call, Intake intake) throws InterruptedException {
        var review = current(call.query());
        var undone = review.undo(sender(JsonBody.of(call.request(), intake)));
        return ReviewJson.decisions(review, since(call.query()), Optional.of(undone));
    }

    private Reply corrections(Call call) {
        var review = current(call.query());
        return Reply.of(Reply.CSV, review.corrections().text())
                .with(Map.of("Content-Disposition", "attachment; filename=\"corrections.csv\""));
    }

    private Reply audit(Call call) {
        var id = id(call.query());
        return ReviewJson.one(audits.start(id, reviews().path(id), call.query().flag("labels")));
    }

    private Reply sheet(Call call) throws InterruptedException {
        var review = current(call.query());
        checkKey(call.query(), review);
        int edge = call.query().whole("edge").orElse(USUAL_EDGE);
        var pictures = pictures(call.query().text("pictures").orElse("0"));
        if (edge > LARGEST_OF_MANY && pictures.size() > 1) {
            throw new Refusal(
                    Refusal.BAD_REQUEST,
                    "query: option 'edge' must be at most " + LARGEST_OF_MANY + " for several pictures, got " + edge);
        }
        sheets.acquire();
        try {
            var made = review.thumbnails(pictures, edge);
            var sizes = made.sizes().stream()
                    .map(size -> size.width() + "x" + size.height())
                    .collect(Collectors.joining(","));
            var reply = Reply.of("image/webp", made.sheets().getFirst()).with(Map.of("Picture-Sizes", sizes));
            return call.query().text("key").isPresent()
                    ? reply.with(Map.of("Cache-Control", "private, max-age=86400, immutable"))
                    : reply;
        } finally {
            sheets.release();
        }
    }

    /// Places of an earlier list would be those of other pictures now.
    private static void checkKey(Query query, Review review) {
        if (query.text("key").filter(key -> !key.equals(review.key())).isPresent()) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    review.id() + ": its pictures have changed since this page was loaded; load the page again");
        }
    }

    private static List<Integer> pictures(String list) {
        if (!list.matches("[0-9]{1,9}(,[0-9]{1,9})*")) {
            throw new Refusal(Refusal.BAD_REQUEST, "query: option 'pictures' must be numbers between commas");
        }
        var all = new ArrayList<Integer>();
        for (var number : list.split(",", -1)) {
            all.add(Integer.valueOf(number));
        }
        return all;
    }

    @Override
    public void close() {
        audits.close();
        reviews.ifPresent(Reviews::close);
    }
}
