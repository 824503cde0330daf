package mien.app.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// Ends connections that take too long over the head of a request, one byte now and one later: Jetty's own idle
/// timeout begins anew with each byte. Connections that are just idle are left to it.
final class SlowHeads implements Connection.Listener {
    private static final byte[] ANSWER =
            "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final long patience;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

    /// @param answered requests so far
    /// @param bytes that had come when the last of them was answered
    /// @param since when the next head began to come; 0 if it has not
    private record Progress(long answered, long bytes, long since) {}

    private SlowHeads(Duration patience) {
        this.patience = patience.toNanos();
    }

    /// Looks over the connections of a server several times within `patience`.
    static void watch(ServerConnector connector, Duration patience) {
        var watch = new SlowHeads(patience);
        connector.addBean(watch);
        watch.again(connector);
    }

    private void again(ServerConnector connector) {
        var _ = connector
                .getScheduler()
                .schedule(
                        () -> {
                            long now = System.nanoTime();
                            open.replaceAll((connection, progress) -> looked(connection, progress, now));
                            again(connector);
                        },
                        patience / 4,
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress(0, 0, 0));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private Progress looked(Connection connection, Progress before, long now) {
        long answered = connection.getMessagesOut();
        if (connection.getMessagesIn() > answered || answered > before.answered()) {
            return new Progress(answered, connection.getBytesIn(), 0);
        }
        if (connection.getBytesIn() == before.bytes()) {
            return before;
        }
        if (before.since() == 0) {
            return new Progress(answered, before.bytes(), now);
        }
        if (now - before.since() > patience) {
            end(connection);
        }
        return before;
    }

    private static void end(Connection connection) {
        var wire = connection.getEndPoint();
        wire.write(Callback.from(wire::close), ByteBuffer.wrap(ANSWER));
    }
}
