package mien.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.MienOptions;
import mien.app.server.Access;
import mien.app.server.Server;
import mien.app.server.ServerException;
import mien.app.server.ServerOptions;
import mien.model.ModelFile;
import mien.model.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ServeCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 70000 | --port must be 0 to 65535, got 70000",
                "--queue 3 | --queue must be 16 to 100000, got 3",
                "--workers 0 | --workers must be 1 to 1024, got 0",
                "--allow-origin * | --allow-origin must be scheme and host, such as https://example.org, got '*'",
                "--allow-origin https://a.b/c | --allow-origin must be scheme and host, such as https://example.org, got 'https://a.b/c'",
                "--gate a --no-gate | --gate and --no-gate contradict each other; choose one",
            })
    void wrongOptionsAreRefusedBeforeAnythingIsOpened(String options, String sentence) {
        var errors = new StringWriter();

        int code = new CommandLine(new ServeCommand())
                .setErr(new PrintWriter(errors))
                .execute(options.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith(sentence + System.lineSeparator());
    }

    @Test
    void optionsReachTheServer() {
        var command = new ServeCommand();
        new CommandLine(command)
                .parseArgs(
                        "--port 0 --max-megabytes 3 --queue 20 --batch-millis 7 --allow-origin https://a.example --data sets"
                                .split(" "));

        var options = command.options();

        assertThat(options.access().port()).isZero();
        assertThat(options.access().host()).isEqualTo("127.0.0.1");
        assertThat(options.access().origins()).containsExactly("https://a.example");
        assertThat(options.limits().bodyBytes()).isEqualTo(3_000_000);
        assertThat(options.limits().queue()).isEqualTo(20);
        assertThat(options.batching().budget()).hasMillis(7);
        assertThat(options.mien().maxPixels()).isEqualTo(50_000_000);
        assertThat(options.data()).contains(Path.of("sets"));
    }

    @ParameterizedTest
    @CsvSource({"missing", "file"})
    void aFolderOfDataThatIsNoneIsSaid(String name) throws IOException {
        Files.writeString(folder.resolve("file"), "");
        var model = ModelFile.of(TinyModel.BRIGHT_IS_HAPPY.write(folder));
        var options =
                ServerOptions.of(MienOptions.DEFAULT.withModel(model), "1").withData(folder.resolve(name));

        assertThatThrownBy(() -> Server.start(options, _ -> {}))
                .isInstanceOf(ServerException.class)
                .hasMessage(folder.resolve(name) + ": there is no such folder for --data; make it, or name another");
    }

    @Test
    void dataIsNotOpenedToOthersWithoutTokens() throws IOException {
        var model = ModelFile.of(TinyModel.BRIGHT_IS_HAPPY.write(folder));
        var open = ServerOptions.of(MienOptions.DEFAULT.withModel(model), "1")
                .withAccess(Access.DEFAULT.withHost("0.0.0.0").withPort(0))
                .withData(folder);

        assertThatThrownBy(() -> Server.start(open, _ -> {}))
                .isInstanceOf(ServerException.class)
                .hasMessage("0.0.0.0: whoever reaches this address could start trainings and change decisions in "
                        + folder + "; add --tokens FILE, or leave --host out");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var model = ModelFile.of(TinyModel.BRIGHT_IS_HAPPY.write(folder));
            var options = ServerOptions.of(MienOptions.DEFAULT.withModel(model), "1")
                    .withAccess(Access.DEFAULT.withHost("0.0.0.0").withPort(taken.getLocalPort()));

            assertThatThrownBy(() -> Server.start(options, _ -> {}))
                    .isInstanceOf(ServerException.class)
                    .hasMessage(
                            "0.0.0.0:" + taken.getLocalPort()
                                    + ": the server cannot listen here: Address already in use; choose another --port or --host");
        }
    }
}
