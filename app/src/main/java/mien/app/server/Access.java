package mien.app.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Who may ask.
///
/// @param host the address to listen on, a name or number
/// @param port 0 for any that is free
/// @param tokens a file with a bearer token a line, one of which every caller must have; everyone may ask if empty
/// @param origins of pages from elsewhere that may ask, such as `https://example.org`
public record Access(String host, int port, Optional<Path> tokens, Set<String> origins) {

    /// This machine alone, port 8080, no tokens, no other pages.
    public static final Access DEFAULT = new Access("127.0.0.1", 8080, Optional.empty(), Set.of());

    public Access {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "access: a host and a port of 0 to 65535 are needed, got '" + host + "' and " + port);
        }
        origins = Set.copyOf(origins);
    }

    public Access withHost(String newHost) {
        return new Access(newHost, port, tokens, origins);
    }

    public Access withPort(int newPort) {
        return new Access(host, newPort, tokens, origins);
    }

    public Access withTokens(Path newTokens) {
        return new Access(host, port, Optional.of(newTokens), origins);
    }

    public Access withOrigins(Set<String> newOrigins) {
        return new Access(host, port, tokens, newOrigins);
    }
}
