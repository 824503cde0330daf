package mien.lab.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.model.Head;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of three moods, made up by each test, and models that say what stands in the first pixel.
class Assessing {

    static final Preprocessing TINY = new Preprocessing(1, 2, 2, 1);
    static final LabelSet MOODS = new LabelSet("moods", List.of("happy", "sad", "sleepy"));
    static final Head MOOD = Head.of("mood", MOODS);
    static final Head FERPLUS = Head.of("ferplus8", LabelSet.FERPLUS8);

    @TempDir
    Path cache;

    final List<Sample> samples = new ArrayList<>();
    final Map<String, byte[]> pixels = new HashMap<>();

    /// A model whose answer is written in the first pixel: it is sure of that label by 0.8.
    static ScoredModel model(Head... heads) {
        return new ScoredModel(
                "m.onnx",
                TINY,
                List.of(heads),
                (inputs, head) -> inputs.stream()
                        .map(input -> row(input[0], head.labels().size()))
                        .toArray(double[][]::new));
    }

    static double[] row(int answer, int size) {
        var row = new double[size];
        Arrays.fill(row, 0.2 / (size - 1));
        row[answer] = 0.8;
        return row;
    }

    /// @param answer what the model will say
    /// @param look two pictures with the same look and answer are identical
    void add(Split split, int label, @Nullable Votes votes, int answer, int look) {
        var file = samples.size() + ".png";
        samples.add(new Sample(file, split, label, votes));
        pixels.put(file, new byte[] {(byte) answer, (byte) look, 0, 0});
    }

    Dataset data(LabelSet labels) {
        var source = new PictureSource() {
            @Override
            public Picture read(Sample sample) {
                var bytes = pixels.getOrDefault(sample.file(), new byte[4]);
                int side = (int) Math.sqrt(bytes.length);
                return new Picture(side, side, 1, bytes);
            }

            @Override
            public String contentKey() {
                return "test "
                        + pixels.values().stream().mapToInt(Arrays::hashCode).sum();
            }

            @Override
            public void close() {}
        };
        return new Dataset("faces.zip", labels, samples, List.of(), source);
    }

    Assessment assess(Dataset data, Part part, @Nullable String head, Head... heads) {
        return assess(data, Request.DEFAULT.withPart(part).withHead(head), model(heads));
    }

    Assessment assess(Dataset data, Request request, ScoredModel... models) {
        var contestants = Arrays.stream(models)
                .map(model -> (Contestant) new Network(model))
                .toList();
        return Assessor.assess(contestants, data, request, cache);
    }

    static Performance performance(Assessment assessment) {
        return assessment.models().getFirst().performance();
    }
}
