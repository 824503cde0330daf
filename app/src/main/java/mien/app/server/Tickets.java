package mien.app.server;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Addresses that a browser may open without a token, for a while, because somebody with a token asked for them: a new
/// window can send none. Each ticket is good for one address. Safe for many threads.
final class Tickets {
    private static final int MOST = 256;
    private static final int BYTES = 24;
    private static final long VALID = Duration.ofHours(12).toNanos();
    private static final String SIGN = "&ticket=";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> given = new LinkedHashMap<>();

    private record Ticket(String address, long made) {}

    /// The address with its ticket.
    ///
    /// @param address path and query, of which there is one
    synchronized String give(String address) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (given.size() == MOST) {
            given.remove(given.keySet().iterator().next());
        }
        given.put(name, new Ticket(address, System.nanoTime()));
        return address + SIGN + name;
    }

    /// Whether an address ends in a ticket that was given for it.
    synchronized boolean admit(String address) {
        int sign = address.lastIndexOf(SIGN);
        var ticket = sign < 0 ? null : given.get(address.substring(sign + SIGN.length()));
        return ticket != null
                && System.nanoTime() - ticket.made() < VALID
                && ticket.address().equals(address.substring(0, sign));
    }
}
