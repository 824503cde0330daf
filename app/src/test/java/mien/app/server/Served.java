package mien.app.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import mien.MienOptions;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.model.ModelFile;
import mien.model.TinyModel;

/// A server on a free port that takes each picture for one face and reads bright ones as happy, and a client.
record Served(Server server, HttpClient client, List<String> journal) implements AutoCloseable {

    static Served start(Path folder) {
        return start(folder, options -> options);
    }

    static Served start(Path folder, UnaryOperator<ServerOptions> change) {
        try {
            var mien = MienOptions.DEFAULT
                    .withModel(ModelFile.of(TinyModel.BRIGHT_IS_HAPPY.write(Files.createDirectories(folder))))
                    .withDetector(FaceDetector::wholePicture)
                    .withMinFace(1)
                    .withMaxPixels(5_000_000)
                    .withoutGate();
            var options = ServerOptions.of(mien, "1.2.3").withAccess(Access.DEFAULT.withPort(0));
            var journal = new ArrayList<String>();
            var server = Server.start(change.apply(options), journal::add);
            return new Served(server, HttpClient.newHttpClient(), journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One that finds and reads faces as shipped, for pages.
    static Served shipped(Path folder) {
        return shipped(folder, 0);
    }

    static Served shipped(Path folder, int port) {
        return start(
                folder,
                options -> ServerOptions.of(MienOptions.DEFAULT.withMaxPixels(5_000_000), "1.2.3")
                        .withAccess(options.access().withPort(port)));
    }

    URI at(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(with(HttpRequest.newBuilder(at(path)), headers).build());
    }

    HttpResponse<String> analyze(String query, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(at("/v1/analyze" + query)).POST(BodyPublishers.ofByteArray(body));
        return send(with(request, headers).build());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends these bytes as they are, and returns all that comes until the server ends the connection.
    String raw(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return rest(socket);
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The value of a metric without labels.
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /// An evenly grey PNG of 20 x 10 pixels.
    static byte[] grey(int brightness) {
        var pixels = new byte[200];
        Arrays.fill(pixels, (byte) brightness);
        return new Picture(20, 10, 1, pixels).png();
    }

    /// A PNG that takes long to decode.
    static byte[] noise(int side) {
        var pixels = new byte[3 * side * side];
        new Random(1).nextBytes(pixels);
        return new Picture(side, side, 3, pixels).png();
    }

    /// A form with a file in each part, named `0.png`, `1.png` and so on.
    static byte[] form(List<byte[]> files) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < files.size(); i++) {
            out.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"p" + i + "\"; filename=\"" + i
                            + ".png\"\r\nContent-Type: image/png\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(files.get(i));
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    static final String[] FORM = {"Content-Type", "multipart/form-data; boundary=edge"};

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
