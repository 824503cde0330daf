package mien.app.server;

import java.util.Map;
import mien.error.MienException;

/// A request that is not answered as it was meant, with the status of HTTP that says so.
final class Refusal extends MienException {
    private static final long serialVersionUID = 1L;

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int TIMEOUT = 408;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int MISDIRECTED = 421;
    static final int UNPROCESSABLE = 422;
    static final int TOO_MANY = 429;
    static final int UNAVAILABLE = 503;

    private final int status;
    private final transient Map<String, String> headers;

    Refusal(int status, String sentence) {
        this(status, sentence, Map.of());
    }

    /// @param headers what goes with it, such as `Retry-After`
    Refusal(int status, String sentence, Map<String, String> headers) {
        super(sentence);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /// One that a caller may try again in `seconds`.
    static Refusal later(int status, String sentence, long seconds) {
        return new Refusal(status, sentence, Map.of("Retry-After", Long.toString(seconds)));
    }

    /// The server ends before it can answer.
    static Refusal ending() {
        return later(UNAVAILABLE, "server: it ends; ask another, or again", 1);
    }

    /// What works on a folder of data was asked of a server that has none.
    static Refusal withoutFolder(String asked) {
        return new Refusal(
                NOT_FOUND, asked + ": this server has no folder of data; start it with `mien serve --data DIR`");
    }

    Reply reply() {
        return Reply.error(status, String.valueOf(getMessage())).with(headers);
    }
}
