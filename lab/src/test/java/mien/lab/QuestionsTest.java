package mien.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.dataset.DataSource;
import mien.lab.network.NetworkFile;
import mien.lab.training.Augmentation;
import mien.lab.training.Batches;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Objective;
import mien.lab.training.Recipe.Pace;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
    private static final double LABEL = 0.9 + 0.1 / 8; // smoothed once
    private static final double VOTES = 9 / 9.5; // nine votes and a single one, which counts half

    @TempDir
    private Path folder;

    @Test
    void labelsAreSmoothedOnceAndVotesNeverWhereverTheyComeFrom() throws Exception {
        var labels = new DataSource(BrightFaces.write(folder.resolve("labels"), "happy", "angry", 7000));
        var votes = new DataSource(voted(BrightFaces.write(folder.resolve("votes"), "happy", "angry", 8000)));

        var likeliest = likeliest(new Lessons(new DataSource(eight()), List.of(labels, votes), List.of()));

        assertThat(likeliest).containsExactly(round(LABEL), round(VOTES));
    }

    @Test
    void labelsThatFillInForVotesAreSmoothedToo() throws Exception {
        assertThat(likeliest(new Lessons(new DataSource(voted(eight()))))).containsExactly(round(LABEL), round(VOTES));
    }

    /// The largest shares that an answer has in the targets of an epoch for `ferplus8`.
    private SortedSet<Double> likeliest(Lessons lessons) throws IOException, InterruptedException {
        var data = lessons.data().open();
        var questions = Questions.of(data, Objective.DEFAULT);
        var network = NetworkFile.read(BrightFaces.network(folder), questions.classes());
        assertThat(questions.classes()).containsOnlyKeys("ferplus8");
        try (var room = new Classroom(data, lessons, new Preprocessing(1, 24, 24, 1), 1)) {
            var examples = room.toTrain(questions, network);
            var recipe = Recipe.DEFAULT.withAugmentation(Augmentation.NONE).withPace(new Pace(1, examples.count()));
            try (var batches = new Batches(examples, recipe, 1, 1, 0)) {
                var rows = batches.next().targets().getFirst();
                var found = new TreeSet<Double>();
                for (int from = 0; from < rows.length; from += 8) {
                    found.add(round(IntStream.range(from, from + 8)
                            .mapToDouble(i -> rows[i])
                            .max()
                            .orElseThrow()));
                }
                return found;
            }
        }
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /// Pictures of all labels of FER+.
    private Path eight() throws IOException {
        var data = folder.resolve("eight");
        var labels = LabelSet.FERPLUS8.labels();
        for (int i = 0; i < labels.size(); i += 2) {
            BrightFaces.write(data, labels.get(i), labels.get(i + 1), 10_000L * i);
        }
        return data;
    }

    /// The same with votes for the pictures that show happiness.
    private static Path voted(Path data) throws IOException {
        var votes = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n");
        for (int i = 0; i < 40; i++) {
            Files.move(data.resolve("happy/" + i + ".png"), data.resolve("happy/h" + i + ".png"));
            votes.append("Training,h").append(i).append(".png,1,9,0,0,0,0,0,0,0,0\n");
        }
        Files.writeString(data.resolve("fer2013new.csv"), votes.toString());
        return data;
    }
}
