package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import mien.OwnJava;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/// What bodies may take of the memory.
class IntakeTest {

    @Test
    void bodiesShareAQuarterOfTheHeapAndOneMustFitIntoIt() {
        assertThat(Intake.room(Limits.DEFAULT, 400_000_000)).isEqualTo(100_000_000);
        assertThatThrownBy(() -> Intake.room(Limits.DEFAULT.withBodyBytes(200_000_000), 400_000_000))
                .isInstanceOf(ServerException.class)
                .hasMessage("--max-megabytes: bodies may take a quarter of Java's heap, 100.0 MB, and one of 200.0 MB"
                        + " would not fit; allow less, or give Java more with MIEN_JAVA_OPTS=-Xmx2g");
    }

    @Test
    void aBodyForWhichThereIsNoMemoryLeavesItsRoomToOthers() throws Exception {
        var java = OwnJava.of(SmallHeap.class);
        java.command().add(1, "-Xmx48m");
        assertThat(OwnJava.printed(java)).isEqualTo("no memory, 0 bytes held\n");
    }

    /// Takes a body in that is larger than its heap, and prints what came of it.
    static final class SmallHeap extends Handler.Abstract {
        private final Intake intake = new Intake(Limits.DEFAULT.withBodyBytes(100_000_000), Long.MAX_VALUE);

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            try (var body = intake.read(request)) {
                System.out.println("all " + body.bytes().length + " bytes came");
            } catch (OutOfMemoryError _) {
                System.out.println("no memory, " + intake.held() + " bytes held");
            }
            callback.succeeded();
            return true;
        }

        public static void main(String[] arguments) throws Exception {
            var jetty = new org.eclipse.jetty.server.Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            jetty.setHandler(new SmallHeap());
            jetty.start();
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), jetty.getURI().getPort())) {
                var out = socket.getOutputStream();
                out.write("POST / HTTP/1.0\r\nContent-Length: 90000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                var part = new byte[1_000_000];
                for (int i = 0; i < 90; i++) {
                    out.write(part);
                }
            } catch (IOException _) {
                // the server has given the body up
            }
            jetty.stop();
        }
    }
}
