package mien.lab.report.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mien.lab.dataset.PictureSource;
import mien.lab.evaluation.Assessment;
import mien.lab.metrics.Predictions;
import mien.lab.report.page.Thumbnails;

/// The pictures of an assessment that its page shows, numbered anew: all of them, or, of very many, those that tell
/// most.
final class ShownPictures {
    /// Thumbnails in one page, at most.
    static final int MOST = 6_000;

    /// Edge of a thumbnail in pixels, for up to so many of them.
    private static final TreeMap<Integer, Integer> EDGES = new TreeMap<>(Map.of(400, 112, 900, 80, 1_800, 64));

    private static final int SMALLEST_EDGE = 48;
    private static final int ONE = 65_535; // a probability of 1 in two bytes

    private final Assessment assessment;
    private final int[] shown;
    private final int[] numbers; // by picture; -1 for those that are not shown

    ShownPictures(Assessment assessment) {
        this(assessment, MOST);
    }

    ShownPictures(Assessment assessment, int most) {
        this.assessment = assessment;
        int n = assessment.samples().size();
        shown = n <= most ? IntStream.range(0, n).toArray() : telling(most);
        numbers = new int[n];
        Arrays.fill(numbers, -1);
        for (int i = 0; i < shown.length; i++) {
            numbers[shown[i]] = i;
        }
    }

    /// What the page's lists name, then what a model has wrong, then the rest.
    private int[] telling(int most) {
        SequencedSet<Integer> chosen = new LinkedHashSet<>();
        for (var model : assessment.models()) {
            var mistakes = model.mistakes();
            List.of(mistakes.worst(), mistakes.doubtful(), mistakes.confident()).forEach(chosen::addAll);
        }
        for (var comparison : assessment.comparisons()) {
            var apart = comparison.disagreements();
            List.of(apart.onlyFirst(), apart.onlySecond(), apart.neither()).forEach(chosen::addAll);
        }
        int n = assessment.samples().size();
        for (var model : assessment.models()) {
            var said = model.predictions();
            IntStream.range(0, n).filter(i -> said.answer(i) != said.truth()[i]).forEach(chosen::add);
        }
        IntStream.range(0, n).forEach(chosen::add);
        return chosen.stream().mapToInt(Integer::intValue).limit(most).sorted().toArray();
    }

    int count() {
        return shown.length;
    }

    /// The picture's number in the assessment.
    int picture(int number) {
        return shown[number];
    }

    /// Those of some pictures that are shown, by their numbers in the page.
    void add(ArrayNode numbersInPage, Collection<Integer> pictures) {
        pictures.stream()
                .mapToInt(picture -> numbers[picture])
                .filter(number -> number >= 0)
                .forEach(numbersInPage::add);
    }

    /// `pictures: {file, label}`, and their thumbnails.
    void into(ObjectNode data, PictureSource source) {
        var files = data.putObject("pictures").putArray("file");
        var labels = data.withObject("/pictures").putArray("label");
        var samples = new ArrayList<mien.lab.dataset.Sample>();
        for (int picture : shown) {
            var sample = assessment.samples().get(picture);
            samples.add(sample);
            files.add(sample.file());
            labels.add(assessment.truth(picture));
        }
        data.put("scored", assessment.samples().size());
        data.set("thumbnails", Thumbnails.of(source, samples, edge()).json());
    }

    /// Label numbers, of the pictures that are shown.
    void answers(ArrayNode labels, Predictions predictions) {
        for (int picture : shown) {
            labels.add(predictions.answer(picture));
        }
    }

    /// Of the pictures that are shown, `[pictures, labels]` in two bytes each, the higher one first, as base64.
    String probabilities(Predictions predictions) {
        int labels = predictions.labels().size();
        var bytes = ByteBuffer.allocate(2 * shown.length * labels);
        for (int picture : shown) {
            for (int label = 0; label < labels; label++) {
                bytes.putShort((short) Math.round(ONE * Math.min(1, predictions.probability(picture, label))));
            }
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private int edge() {
        var step = EDGES.ceilingEntry(shown.length);
        return step == null ? SMALLEST_EDGE : step.getValue();
    }
}
