package mien.app.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import mien.lab.dataset.Hashing;
import org.jspecify.annotations.Nullable;

/// The bearer tokens that open the server, one a line of a file; blank lines and those that begin with `#` do not
/// count. A change of the file holds within a second; while it is missing or cannot be read, no token is valid.
///
/// Safe for many threads.
final class Tokens {
    private static final int SHORTEST = 16; // characters: shorter ones can be guessed
    private static final long EVERY_NANOS = 1_000_000_000;
    private static final String SCHEME = "bearer ";

    private final Path file;
    private State state;

    /// @param stamp what the file was when its tokens were read; empty where it could not be read
    /// @param hashes SHA-256 of each token
    /// @param checked when that was last compared
    private record State(String stamp, List<byte[]> hashes, long checked) {}

    private Tokens(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    /// @throws ServerException if the file cannot be read, holds none, or one that is too short
    static Tokens of(Path file) {
        try {
            return new Tokens(file, new State(stamp(file), hashes(file), System.nanoTime()));
        } catch (IOException e) {
            throw new ServerException(file + ": the file of tokens cannot be read; give another one", e);
        }
    }

    /// @param authorization the header of that name, null if there is none
    boolean allow(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var given = hash(authorization.substring(SCHEME.length()).strip());
        boolean found = false;
        for (var one : current().hashes()) {
            found |= MessageDigest.isEqual(one, given); // all are compared, each in constant time
        }
        return found;
    }

    private synchronized State current() {
        long now = System.nanoTime();
        if (now - state.checked() >= EVERY_NANOS) {
            state = refreshed(now);
        }
        return state;
    }

    private State refreshed(long now) {
        try {
            var stamp = stamp(file);
            return new State(stamp, stamp.equals(state.stamp()) ? state.hashes() : hashes(file), now);
        } catch (IOException | ServerException _) {
            return new State("", List.of(), now);
        }
    }

    private static String stamp(Path file) throws IOException {
        var facts = Files.readAttributes(file, BasicFileAttributes.class);
        return facts.lastModifiedTime() + " " + facts.size() + " " + facts.fileKey();
    }

    private static List<byte[]> hashes(Path file) throws IOException {
        var tokens = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (tokens.isEmpty()) {
            throw new ServerException(file + ": it holds no token; write one on a line of its own");
        }
        if (tokens.stream().anyMatch(token -> token.length() < SHORTEST)) {
            throw new ServerException(
                    file + ": a token has less than " + SHORTEST + " characters; make longer ones, at random");
        }
        return tokens.stream().map(Tokens::hash).toList();
    }

    private static byte[] hash(String token) {
        return Hashing.sha256().digest(token.getBytes(StandardCharsets.UTF_8));
    }
}
