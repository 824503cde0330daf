package mien.app.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that can be asked of the server: what [OpenApi] describes is what the server obeys.
///
/// @param method `GET` or `POST`
/// @param path fixed, without parts that vary
/// @param guarded whether a token is needed where the server has any
/// @param description for callers
record Route(String method, String path, boolean guarded, Description description, Endpoint endpoint) {

    /// Answers a request whose query is known to be well-formed.
    @FunctionalInterface
    interface Endpoint {
        /// @throws Refusal if there is no answer
        /// @throws InterruptedException if the server ends
        Reply answer(Call call) throws InterruptedException;
    }

    /// @param options of the query
    /// @param takes the types of body, with their schema; a body is needed if there are any
    /// @param answers by status; those of [Description#ALWAYS] besides
    /// @param example a body that is JSON; empty where there is none
    record Description(
            String summary, List<Option> options, Map<String, Schema> takes, List<Answered> answers, String example) {

        static final Schema ERROR = new Schema.Fields(List.of(Schema.field("error", Schema.TEXT, "One sentence.")));

        /// What every route may answer.
        static final List<Answered> ALWAYS = List.of(
                error(Refusal.BAD_REQUEST, "The query has an unknown or malformed option, which the sentence names."),
                error(Refusal.FORBIDDEN, "A page of another origin asked, to which this server is not open."),
                error(Refusal.MISDIRECTED, "The request names a host that this server is not."),
                error(500, "A mistake in Mien."),
                error(
                        Refusal.UNAVAILABLE,
                        "The server is about to end, or was too slow; `Retry-After` says when to ask again."));

        Description {
            options = List.copyOf(options);
            answers = List.copyOf(answers);
        }

        Description(String summary, List<Option> options, Map<String, Schema> takes, List<Answered> answers) {
            this(summary, options, takes, answers, "");
        }

        static Answered error(int status, String description) {
            return new Answered(status, description, Map.of(Reply.JSON, ERROR));
        }

        static Description of(String summary, String type, Schema schema) {
            return new Description(summary, List.of(), Map.of(), List.of(new Answered(200, "", Map.of(type, schema))));
        }
    }

    /// An option of the query.
    ///
    /// @param otherwise what holds where it is not given; empty if nothing does
    /// @param example a value that may be given
    record Option(String name, Schema schema, String description, Optional<String> otherwise, String example) {}

    /// @param bodies by type
    record Answered(int status, String description, Map<String, Schema> bodies) {}
}
