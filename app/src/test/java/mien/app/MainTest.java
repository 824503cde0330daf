package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import mien.image.PictureException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

    /// What a command line left behind.
    private record Ran(int code, String out, String err) {}

    @Command(name = "measure")
    private record Measure(Callable<Integer> work) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return work.call();
        }
    }

    private static Ran run(Callable<Integer> work, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new CommandLine(new Main()).addSubcommand("measure", new Measure(work));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = Main.execute(line, args);
        return new Ran(
                code,
                out.toString().replace(System.lineSeparator(), "\n"),
                err.toString().replace(System.lineSeparator(), "\n"));
    }

    private static Ran failing(Exception e, String... args) {
        return run(
                () -> {
                    throw e;
                },
                args);
    }

    @Test
    void versionNamesMienTheJdkAndTheMachine() {
        var ran = run(() -> 0, "--version");
        assertThat(ran.out()).matches("mien \\d+\\.\\d+\\.\\d+\\S*( \\([0-9a-f]+\\))?\nJDK 2[5-9].* \\(.*\\), .+\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void helpListsTheCommandsAndTheExitCodes() {
        var ran = run(() -> 0, "--help");
        assertThat(ran.out())
                .contains("Usage: mien [-hV] [--debug] [COMMAND]", "measure", "Exit codes: 0 done, 1 failed,");
        assertThat(ran.code()).isZero();
    }

    @Test
    void exitCodeOfTheCommandIsThatOfMien() {
        assertThat(run(() -> 7, "measure")).isEqualTo(new Ran(7, "", ""));
    }

    @Test
    void wrongUsageSaysWhatIsWrongAndWhereToLook() {
        assertThat(run(() -> 0, "measure", "--fast"))
                .isEqualTo(new Ran(2, "", "mien: Unknown option: '--fast'\nTry `mien measure --help`.\n"));
    }

    @Test
    void misspeltCommandGetsASuggestion() {
        assertThat(run(() -> 0, "mesure").err())
                .isEqualTo(
                        "mien: Unmatched argument at index 0: 'mesure'\nDid you mean: mien measure?\nTry `mien --help`.\n");
    }

    @Test
    void ownExceptionsAreOneSentence() {
        assertThat(failing(new PictureException("a.jpg: is empty"), "measure"))
                .isEqualTo(new Ran(1, "", "mien: a.jpg: is empty\n"));
    }

    @Test
    void fileErrorsAreOneSentence() {
        assertThat(failing(new NoSuchFileException("/a/b.jpg"), "measure").err())
                .isEqualTo("mien: /a/b.jpg: no such file or folder\n");
        assertThat(failing(new UncheckedIOException(new AccessDeniedException("/a")), "measure")
                        .err())
                .isEqualTo("mien: /a: permission denied\n");
        assertThat(failing(new IOException("network gone"), "measure").err())
                .isEqualTo("mien: reading or writing failed: network gone\n");
    }

    @Test
    void anyOtherExceptionIsABugAndSaysSo() {
        var ran = failing(new IllegalStateException("odd"), "measure");
        assertThat(ran)
                .isEqualTo(new Ran(
                        1,
                        "",
                        "mien: this is a bug in Mien: java.lang.IllegalStateException: odd;"
                                + " please report it with the stack trace that --debug shows\n"));
    }

    @Test
    void debugShowsTheStackTraceWhereverItStands() {
        for (var args : new String[][] {{"--debug", "measure"}, {"measure", "--debug"}}) {
            assertThat(failing(new PictureException("a.jpg: is empty"), args).err())
                    .startsWith(
                            "mien: a.jpg: is empty\nmien.image.PictureException: a.jpg: is empty\n\tat mien.app.MainTest");
        }
    }

    @Test
    void nativeLibrariesThatCannotBeLoadedAreNotCalledABug() {
        var ran = run(
                () -> {
                    throw new UnsatisfiedLinkError("no jnitorch");
                },
                "measure");
        assertThat(ran.err()).matches("mien: a native library cannot be loaded on \\S+ .*: no jnitorch\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aReaderThatHasSeenEnoughEndsTheCommandQuietly() {
        assertThat(printingTo("Broken pipe")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void aFullDiskIsAnError() {
        assertThat(printingTo("No space left on device"))
                .isEqualTo(new Ran(1, "", "mien: standard output: cannot be written: No space left on device\n"));
    }

    @Test
    void aFullDiskIsSaidOnceThoughTheLastLinesAreTriedAgain() {
        var usualOut = System.out;
        var usualErr = System.err;
        var said = new ByteArrayOutputStream();
        try {
            System.setOut(failing("No space left on device"));
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));

            assertThat(Main.run("--help")).isEqualTo(1);
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo("mien: standard output: cannot be written: No space left on device\n");
    }

    private static PrintStream failing(String reason) {
        return StandardOutput.over(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
    }

    private static Ran printingTo(String failure) {
        var broken = failing(failure);
        return run(
                () -> {
                    broken.println("a line");
                    return 0;
                },
                "measure");
    }
}
