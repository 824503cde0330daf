package mien.lab.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import mien.OwnJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir
    private Path folder;

    @Test
    void oneHasItAtATimeAndNothingIsLeftOfIt() throws IOException {
        var file = folder.resolve("lock");
        try (var _ = LockFile.take(file).orElseThrow()) {
            assertThat(LockFile.take(folder.resolve("./lock"))).isEmpty();
            assertThat(file).exists();
        }
        assertThat(folder).isEmptyDirectory();
        LockFile.take(file).orElseThrow().close();
    }

    @Test
    void anotherProcessHasItUntilItDies() throws Exception {
        var file = folder.resolve("lock");
        var other = OwnJava.of(Holder.class, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("taken");
            assertThat(LockFile.take(file)).isEmpty();
            assertThat(LockFile.take(file)).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(file).exists();
        LockFile.take(file).orElseThrow().close();
        assertThat(file).doesNotExist();
    }

    /// Takes a file and waits to be killed.
    static final class Holder {
        private Holder() {}

        public static void main(String[] file) throws IOException {
            try (var _ = LockFile.take(Path.of(file[0])).orElseThrow()) {
                System.out.println("taken");
                System.in.read();
            }
        }
    }
}
