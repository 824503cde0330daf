package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mien.OwnJava;
import mien.image.Picture;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @TempDir
    Path temp;

    private Path data() throws IOException {
        return Files.createDirectories(temp.resolve("data"));
    }

    private Path out(String name) throws IOException {
        return Files.createDirectories(temp.resolve("outs")).resolve(name);
    }

    private void write(Path out, boolean overwrite, String text) throws IOException {
        Destination.of(out, data(), overwrite).write(output -> {
            output.put("joy/1.png", text.getBytes(StandardCharsets.UTF_8));
            output.put("index.csv", "file,label\njoy/1.png,joy\n".getBytes(StandardCharsets.UTF_8));
            output.put(Destination.MARK, new byte[0]);
        });
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(temp.resolve("outs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "clean.zip"})
    void aWriterThatFailsLeavesNothing(String name) throws IOException {
        var destination = Destination.of(out(name), data(), false);

        assertThatThrownBy(() -> destination.write(output -> {
                    output.put("joy/1.png", new byte[100]);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "clean.zip"})
    void anOlderOneSurvivesAFailedReplacement(String name) throws IOException {
        write(out(name), false, "old");
        var before = Noise.content(out(name));

        assertThatThrownBy(() -> Destination.of(out(name), data(), true).write(output -> {
                    output.put("joy/1.png", new byte[100]);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(Noise.content(out(name))).isEqualTo(before);
        assertThat(names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "clean.zip"})
    void isReplacedOnlyIfAsked(String name) throws IOException {
        write(out(name), false, "old");

        assertThatThrownBy(() -> write(out(name), false, "new"))
                .isInstanceOf(PrepareException.class)
                .hasMessage("out " + out(name) + ": it exists already; give another name, or --overwrite");
        write(out(name), true, "new");

        assertThat(Noise.content(out(name))).containsEntry("joy/1.png", "new");
        assertThat(names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "clean.zip"})
    void whatMienDidNotWriteIsNeverReplaced(String name) throws IOException {
        if (name.endsWith(".zip")) {
            Files.writeString(out(name), "a letter");
        } else {
            Files.writeString(Files.createDirectories(out(name)).resolve("letter.txt"), "a letter");
        }

        assertThatThrownBy(() -> write(out(name), true, "new"))
                .isInstanceOf(PrepareException.class)
                .hasMessage("out " + out(name) + ": it was not written by mien prepare, as it has no prepared.json, and"
                        + " is not overwritten; give another name");
        assertThat(names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"joy/mine.png", "corrections.csv", "notes/letter.txt"})
    void whatSomebodyPutAmongThePreparedPicturesIsNeverLost(String name) throws IOException {
        write(out("clean"), false, "old");
        Files.writeString(out("clean").resolve(".DS_Store"), "");
        var file = out("clean").resolve(name);
        Files.writeString(Files.createDirectories(file.getParent()).resolve(file.getFileName()), "mine");
        var before = Noise.content(out("clean"));

        assertThatThrownBy(() -> write(out("clean"), true, "new"))
                .isInstanceOf(PrepareException.class)
                .hasMessage("out " + out("clean") + ": its " + name + " was not written by mien prepare, and would be"
                        + " lost; move it elsewhere, or give another name");
        assertThat(Noise.content(out("clean"))).isEqualTo(before);

        Files.delete(file);
        write(out("clean"), true, "new");
        assertThat(Noise.content(out("clean"))).containsEntry("joy/1.png", "new");
    }

    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Files.createDirectories(out("clean"));
        write(out("clean"), false, "new");
        assertThat(Noise.content(out("clean"))).containsEntry("joy/1.png", "new");
        assertThat(names()).containsExactly("clean");
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws IOException {
        Files.createDirectories(out(".clean.partial/joy"));
        Files.writeString(out(".clean.partial/joy/7.png"), "half");
        Files.writeString(out(".clean.lock"), "");

        write(out("clean"), false, "new");

        assertThat(Noise.content(out("clean")).keySet()).containsExactly("index.csv", "joy/1.png", "prepared.json");
        assertThat(names()).containsExactly("clean");
    }

    @Test
    void aRunKilledBetweenTheTwoMovesLosesNothing() throws IOException {
        write(out("clean"), false, "old");
        Files.move(out("clean"), out(".clean.old"));

        assertThatThrownBy(() -> write(out("clean"), false, "new")).hasMessageContaining("it exists already");

        assertThat(Noise.content(out("clean"))).containsEntry("joy/1.png", "old");
    }

    @Test
    void theDataIsNeverWrittenOver() throws IOException {
        Files.writeString(data().resolve("prepared.json"), "{}");
        for (var place : List.of(data(), data().resolve("clean"), temp)) {
            assertThatThrownBy(() -> write(place, true, "new"))
                    .isInstanceOf(PrepareException.class)
                    .hasMessage("out " + place + ": it lies in the data, or the data in it; write it elsewhere, as the"
                            + " data is never changed");
        }
        assertThat(Noise.content(data()).keySet()).containsExactly("prepared.json");
    }

    @Test
    void theFolderAroundMustExist() {
        var place = temp.resolve("none/clean");
        assertThatThrownBy(() -> write(place, false, "new"))
                .hasMessage("out " + place + ": there is no folder to write it to; make it first");
    }

    @Test
    void twoRunsAtOnceAreRefused() throws IOException {
        Destination.of(out("clean"), data(), false).write(output -> {
            output.put(Destination.MARK, new byte[0]);
            assertThatThrownBy(() -> write(out("clean"), false, "new"))
                    .hasMessage("out " + out("clean") + ": another mien prepare is writing it; wait for it");
        });
        assertThat(names()).containsExactly("clean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "clean.zip"})
    void aKilledProcessLeavesNoHalfDataSetAndTheNextRunStartsClean(String name) throws Exception {
        var started = temp.resolve("halfway");
        var process = OwnJava.of(Halting.class, out(name).toString(), started.toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile())
                .start();
        for (int i = 0; i < 600 && !Files.exists(started) && process.isAlive(); i++) {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        assertThat(started).as(Files.readString(temp.resolve("log"))).exists();
        process.destroyForcibly().waitFor();

        assertThat(out(name)).doesNotExist();
        assertThat(names()).contains("." + name + ".partial");
        Halting.prepare(out(name), () -> {});
        assertThat(names()).containsExactly(name);
        assertThat(Noise.content(out(name)).keySet())
                .hasSize(Halting.PICTURES + 2)
                .contains("index.csv", "prepared.json");
    }

    /// Prepares pictures, and in the middle of writing them stops and waits to be killed.
    static final class Halting {
        static final int PICTURES = 200;

        public static void main(String[] args) throws IOException {
            prepare(Path.of(args[0]), () -> {
                try {
                    Files.createFile(Path.of(args[1]));
                    Thread.sleep(600_000);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        static void prepare(Path out, Runnable halfway) throws IOException {
            var samples = IntStream.range(0, PICTURES)
                    .mapToObj(i -> new Sample("joy/" + i + ".png", Split.TRAIN, 0, null))
                    .toList();
            var reads = new AtomicInteger();
            var source = new PictureSource() {
                @Override
                public Picture read(Sample sample) {
                    if (reads.incrementAndGet() == PICTURES * 3 / 2) { // all have been looked at, half are written
                        halfway.run();
                    }
                    return Noise.picture(sample.file().hashCode(), 24, 1);
                }

                @Override
                public String contentKey() {
                    return "";
                }

                @Override
                public void close() {}
            };
            var labels = new LabelSet("labels", List.of("joy"));
            var data = new Dataset("made", labels, samples, List.of(), source);
            new Preparation(Material.of(data), PrepareOptions.DEFAULT, Layout.FOLDERS, "test")
                    .run(Path.of("made" + File.separator + "nowhere"), out, false);
        }
    }
}
