package mien.app.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// Who may come in: callers that name this server as their host, pages of this server and of the origins it is
/// opened to, and holders of a token.
///
/// The first of these keeps out pages that point a name of their own at this machine; the second keeps other pages
/// from making a visitor's browser ask.
///
/// @param loopback whether only this machine can reach the server, under no name but its own
record Doorkeeper(boolean loopback, Set<String> origins, Optional<Tokens> tokens, Tickets tickets) {
    private static final Map<String, String> WHO = Map.of("WWW-Authenticate", "Bearer");

    /// @throws ServerException if there is no such host, or the file of tokens cannot be used
    static Doorkeeper of(Access access) {
        try {
            boolean loopback = InetAddress.getByName(access.host()).isLoopbackAddress();
            return new Doorkeeper(loopback, access.origins(), access.tokens().map(Tokens::of), new Tickets());
        } catch (UnknownHostException e) {
            throw new ServerException("host " + access.host() + ": this machine has no such address; give another", e);
        }
    }

    /// @throws Refusal if the caller names another host, or asks from a page of another origin
    void greet(Request request) {
        var host = Request.getServerName(request);
        if (loopback && !isLoopback(host == null ? "" : host)) {
            throw new Refusal(
                    Refusal.MISDIRECTED,
                    "host: this server listens to its own machine only; call it" + " localhost or 127.0.0.1");
        }
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && !own(origin, request) && !origins.contains(origin)) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "origin: pages of other origins may not ask this server; start it"
                            + " with --allow-origin to open it to them");
        }
    }

    /// @throws Refusal if a token is needed and there is neither one nor a ticket
    void identify(Request request) {
        if (tokens.isPresent()
                && !tickets.admit(request.getHttpURI().getPathQuery())
                && !tokens.get().allow(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
            throw new Refusal(
                    Refusal.UNAUTHORIZED,
                    "token: this server answers only who sends a valid one, as" + " `Authorization: Bearer TOKEN`",
                    WHO);
        }
    }

    /// What a browser needs to hear before it hands an answer to a page of another origin; empty if it shall not.
    Map<String, String> opened(Request request) {
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return Map.of();
        }
        return Map.of(
                "Access-Control-Allow-Origin",
                origin,
                "Vary",
                "Origin",
                "Cross-Origin-Resource-Policy",
                "cross-origin");
    }

    /// The answer to a browser that asks beforehand whether a page may ask.
    static Reply preflight() {
        return Reply.empty(204)
                .with(Map.of(
                        "Access-Control-Allow-Methods", "GET, POST",
                        "Access-Control-Allow-Headers", "Authorization, Content-Type",
                        "Access-Control-Max-Age", "600"));
    }

    /// By host and port: whoever stands before this server may speak TLS where it does not.
    private static boolean own(String origin, Request request) {
        var host = request.getHeaders().get(HttpHeader.HOST);
        int scheme = origin.indexOf("://");
        return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    private static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127(\\.[0-9]{1,3}){3}")
                || name.equals("[::1]")
                || name.equals("::1");
    }
}
