package mien.app.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The pictures in a body: the body itself, or each part of a form.
final class Upload {
    static final String FORM = "multipart/form-data";

    private static final String WHOLE = "body"; // what a picture without a file name is called
    private static final List<String> PLAIN =
            List.of("", "application/octet-stream", "application/x-www-form-urlencoded"); // the last is curl's habit

    private Upload() {}

    /// A file that was sent.
    ///
    /// @param name as the caller calls it
    @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
    record Sent(String name, byte[] bytes) {}

    /// Whether a body of this type can hold pictures, by its header alone.
    ///
    /// @throws Refusal if it cannot
    static void check(@Nullable String contentType) {
        var type = type(contentType);
        if (!type.equals(FORM) && !type.startsWith("image/") && !PLAIN.contains(type)) {
            throw new Refusal(
                    Refusal.UNSUPPORTED_TYPE,
                    "body: its type must be image/*, application/octet-stream or " + FORM
                            + "; send the bytes of a picture file, or a form of several");
        }
    }

    /// @throws Refusal if it is empty, no form although its type says so, or holds more than `most`
    static List<Sent> pictures(@Nullable String contentType, byte[] body, int most) {
        if (body.length == 0) {
            throw new Refusal(Refusal.BAD_REQUEST, "body: it is empty; send the bytes of a picture file");
        }
        return contentType != null && type(contentType).equals(FORM)
                ? parts(contentType, body, most)
                : List.of(new Sent(WHOLE, body));
    }

    private static String type(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static List<Sent> parts(String contentType, byte[] body, int most) {
        var boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null || boundary.isBlank()) {
            throw new Refusal(
                    Refusal.BAD_REQUEST, "body: the type " + FORM + " needs a boundary; let your library set it");
        }
        var form = new Form();
        var parser = new MultiPart.Parser(boundary, form);
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(body), true));
        if (form.problem != null) {
            throw form.problem;
        }
        if (!form.complete) {
            throw new Refusal(Refusal.BAD_REQUEST, "body: it is no complete form; send it whole, as " + FORM);
        }
        if (form.sent.isEmpty()) {
            throw new Refusal(Refusal.BAD_REQUEST, "body: the form holds no picture; send at least one");
        }
        if (form.sent.size() > most) {
            throw new Refusal(
                    Refusal.TOO_LARGE,
                    "body: the form holds " + form.sent.size() + " pictures, more than the limit of " + most
                            + "; send fewer at once");
        }
        return List.copyOf(form.sent);
    }

    /// Collects what the parser finds.
    private static final class Form extends MultiPart.AbstractPartsListener {
        private final List<Sent> sent = new ArrayList<>();
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private @Nullable Refusal problem;
        private boolean complete;

        @Override
        public void onPartContent(Content.Chunk chunk) {
            var buffer = chunk.getByteBuffer().slice();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            part.writeBytes(bytes);
        }

        @Override
        public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
            var type = headers.get(HttpHeader.CONTENT_TYPE);
            if (fileName == null && (type == null || type(type).startsWith("text/"))) {
                problem = new Refusal(
                        Refusal.BAD_REQUEST, "body: a part of the form is no file; options go into the query");
            }
            var called = fileName == null || fileName.isBlank() ? name : fileName;
            sent.add(new Sent(called == null ? WHOLE : called, part.toByteArray()));
            part.reset();
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }
}
