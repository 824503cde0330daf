package mien.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.image.HeatMap;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;
import mien.lab.network.Architecture;
import mien.lab.torch.LogitGradients;
import mien.model.Engine;
import mien.model.ModelFile;
import mien.model.ModelGraph;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientMapsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"MIEN_XS", "MINI_XCEPTION", "KERAS_CNN", "SMALL_CNN", "RESNET50"})
    void libtorchReadsTheFileAsOnnxRuntimeDoes(Architecture architecture) throws IOException {
        var random = RandomModel.of(architecture, 3);
        var faces = random.faces(2);
        try (var classifier = ModelFile.of(random.write(folder)).open(Engine.DEFAULT);
                var gradients = gradients(random)) {
            var head = classifier.contract().defaultHead();
            var expected = classifier.classify(faces, head);
            var logits = gradients.logits(floats(faces));
            for (int i = 0; i < faces.size(); i++) {
                double sum = 0;
                for (float logit : logits[i]) {
                    sum += Math.exp(logit);
                }
                for (int k = 0; k < logits[i].length; k++) {
                    assertThat(Math.exp(logits[i][k]) / sum).isCloseTo(expected[i][k], within(1e-4));
                }
            }
        }
    }

    @Test
    void gradientsAreThoseOfSmallDifferences() {
        var random = RandomModel.of(Architecture.MIEN_XS, 4);
        var face = floats(random.faces(1)).getFirst();
        try (var gradients = gradients(random)) {
            var slope = gradients.byPixels(List.of(face), 2).getFirst();
            var nearby = new ArrayList<float[]>();
            int[] places = {5, 700, 1234, 2300};
            for (int place : places) {
                for (int sign : new int[] {1, -1}) {
                    var moved = face.clone();
                    moved[place] += 2 * sign;
                    nearby.add(moved);
                }
            }
            var logits = gradients.logits(nearby);
            for (int i = 0; i < places.length; i++) {
                double expected = (logits[2 * i][2] - logits[2 * i + 1][2]) / 4.0;
                assertThat((double) slope[places[i]]).isCloseTo(expected, within(2e-6 + 0.1 * Math.abs(expected)));
            }
        }
    }

    @Test
    void integratedGradientsAddUpToTheDifferenceFromAFlatPicture() throws IOException {
        var random = RandomModel.of(Architecture.MIEN_XS, 5);
        var face = random.faces(1).getFirst();
        var flat = floats(List.of(face)).getFirst();
        double sum = 0;
        for (float value : flat) {
            sum += value;
        }
        java.util.Arrays.fill(flat, (float) (sum / flat.length));
        try (var gradients = gradients(random)) {
            var logits = gradients.logits(List.of(floats(List.of(face)).getFirst(), flat));
            var map = map(random, Method.INTEGRATED, face, 3);

            double difference = logits[0][3] - logits[1][3];
            assertThat(map.sum()).isCloseTo(difference, within(0.05 * Math.abs(difference)));
        }
    }

    @Test
    void smoothedGradientsAreTheSameForTheSameSeed() throws IOException {
        var random = RandomModel.of(Architecture.MIEN_XS, 6);
        var face = random.faces(1).getFirst();

        var once = map(random, Method.SMOOTH_GRAD, face, 1);
        var again = map(random, Method.SMOOTH_GRAD, face, 1);

        assertThat(again.values()).containsExactly(once.values(), within(1e-7f));
        assertThat(once.width()).isEqualTo(48);
        assertThat(once.values()).doesNotContain(-1f);
        assertThat(once.peak()).isPositive();
    }

    @Test
    void gradCamHasTheCellsOfTheLastMap() throws IOException {
        var random = RandomModel.of(Architecture.MIEN_XS, 7);

        var map = map(random, Method.GRAD_CAM, random.faces(1).getFirst(), 0);

        assertThat(map.width()).isEqualTo(3);
        assertThat(map.height()).isEqualTo(3);
        assertThat(map.sum()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void nothingNativeIsLeftBehind() {
        var random = RandomModel.of(Architecture.MIEN_XS, 8);
        var face = floats(random.faces(1));
        try (var gradients = gradients(random)) {
            gradients.byPixels(face, 0);
            gradients.byFeatures(face.getFirst(), 0, 2);
            long before = Pointer.totalCount();
            for (int i = 0; i < 10; i++) {
                gradients.byPixels(face, 0);
                gradients.byFeatures(face.getFirst(), 0, 2);
                gradients.logits(face);
            }
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    private HeatMap map(RandomModel random, Method method, byte[] face, int label) throws IOException {
        var file = ModelFile.of(random.write(folder));
        try (var classifier = file.open(Engine.DEFAULT);
                var explainer = Explainer.of(
                        method,
                        new Subject(file, classifier, classifier.contract().defaultHead()),
                        Settings.DEFAULT)) {
            return explainer
                    .maps(List.of(new Question(face, List.of(label))))
                    .getFirst()
                    .getFirst();
        }
    }

    private static LogitGradients gradients(RandomModel random) {
        var graph = ModelGraph.parse("model.onnx", random.bytes());
        return new LogitGradients("model.onnx", graph, random.contract().input(), "fer7");
    }

    private static List<float[]> floats(List<byte[]> faces) {
        return faces.stream()
                .map(face -> {
                    var out = new float[face.length];
                    for (int i = 0; i < out.length; i++) {
                        out[i] = Byte.toUnsignedInt(face[i]);
                    }
                    return out;
                })
                .toList();
    }
}
