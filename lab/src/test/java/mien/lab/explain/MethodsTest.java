package mien.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mien.image.HeatMap;
import mien.image.Preprocessing;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;
import mien.lab.network.Architecture;
import mien.lab.occlusion.Placement;
import mien.lab.onnx.OnnxWriter;
import mien.model.Engine;
import mien.model.ForeignClassifier;
import mien.model.ForeignContract;
import mien.model.ForeignContract.Pixels;
import mien.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The methods that look only at answers, on a model whose reasons are known: it looks at one corner.
class MethodsTest {
    private static final Preprocessing INPUT = Preprocessing.GREY_48;

    /// The brighter the left lower quarter, the more probable is class 1.
    private static final Answers CORNER = faces -> faces.stream()
            .map(face -> {
                double sum = 0;
                for (int i = 0; i < 24 * 24; i++) {
                    int row = 24 + i / 24;
                    sum += Byte.toUnsignedInt(face[row * 48 + i % 24]);
                }
                double p = sum / (24 * 24 * 255);
                return new double[] {1 - p, p};
            })
            .toArray(double[][]::new);

    @TempDir
    private Path folder;

    @Test
    void occlusionFindsWhatTheModelLooksAt() {
        var maps = new OcclusionMaps(CORNER, INPUT).maps(List.of(new Question(brightCorner(), List.of(1, 0))));

        assertInCorner(maps.getFirst().getFirst());
        assertThat(maps.getFirst().getLast().values())
                .containsExactly(maps.getFirst().getFirst().times(-1).values(), within(1e-6f));
    }

    @Test
    void riseFindsWhatTheModelLooksAt() {
        var rise = new RiseMaps(CORNER, INPUT, new Settings(3, 600));
        var map = rise.maps(List.of(new Question(brightCorner(), List.of(1))))
                .getFirst()
                .getFirst();

        assertInCorner(map);
        assertThat(rise.maps(List.of(new Question(brightCorner(), List.of(1))))
                        .getFirst()
                        .getFirst()
                        .values())
                .containsExactly(map.values());
    }

    @Test
    void trueMapsBeatRandomOrdersAndInvertedOnesLose() {
        var face = brightCorner();
        var map = new OcclusionMaps(CORNER, INPUT)
                .maps(List.of(new Question(face, List.of(1))))
                .getFirst()
                .getFirst();
        var random = new SplittableRandom(1);
        var noise = new float[144];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextDouble();
        }

        var ours = Faithfulness.of(CORNER, INPUT, face, map, 1);
        var chance = Faithfulness.of(CORNER, INPUT, face, new HeatMap(12, 12, noise), 1);
        var inverted = Faithfulness.of(CORNER, INPUT, face, map.times(-1), 1);

        assertThat(ours.deletionArea()).isLessThan(chance.deletionArea());
        assertThat(chance.deletionArea()).isLessThan(inverted.deletionArea());
        assertThat(ours.insertionArea()).isGreaterThan(chance.insertionArea());
        assertThat(chance.insertionArea()).isGreaterThan(inverted.insertionArea());
        assertThat(ours.deletion()[0]).isEqualTo(CORNER.of(List.of(face))[0][1]);
        assertThat(ours.insertion()[16]).isEqualTo(ours.deletion()[0]);
    }

    /// Adebayo et al. 2018: the map of a network that forgot what it learned must be another one.
    @ParameterizedTest
    @EnumSource(names = {"CAM", "INTEGRATED", "GRADIENT"})
    void mapsChangeWhenTheWeightsBecomeRandom(Method method) throws IOException {
        var random = RandomModel.of(Architecture.MIEN_XS, 9);
        var faces = random.faces(8);
        double likeness = 0;
        var before = folder.resolve("before.onnx");
        var after = folder.resolve("after.onnx");
        Files.write(before, random.bytes());
        Files.write(after, RandomWeights.of("model", random.bytes(), "fer7", 1, 2));
        for (var face : faces) {
            likeness += Check.correlation(map(before, method, face), map(after, method, face)) / faces.size();
        }

        assertThat(Math.abs(likeness)).isLessThan(0.5);
        assertThat(Check.correlation(map(before, method, faces.getFirst()), map(before, method, faces.getFirst())))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void onlyTheLayersOfTheHeadBecomeRandom() {
        var model = RandomModel.of(Architecture.MIEN_XS, 1).bytes();

        var changed = RandomWeights.of("model", model, "fer7", 0.01, 2);

        int first = Arrays.mismatch(model, changed);
        int last = model.length;
        while (model[last - 1] == changed[last - 1]) {
            last--;
        }
        assertThat(last - first).isBetween(7 * 128 * 4 - 8, 7 * 128 * 4); // fer7's weights, and nothing else
    }

    @Test
    void sharesAreThoseOfTheFacesParts() {
        var mouth = new float[48 * 48];
        for (int i = 0; i < mouth.length; i++) {
            int row = i / 48;
            mouth[i] = Math.hypot((i % 48 + 0.5) / 48 - 0.5, (row + 0.5) / 48 - 0.81) < 0.06 ? 1 : -1;
        }
        var shares = Shares.of(new HeatMap(48, 48, mouth), Placement.USUAL);

        assertThat(shares.of(Region.MOUTH)).isGreaterThan(0.95);
        assertThat(shares.warning()).isEmpty();
        assertThat(shares.sentence(1)).startsWith("mouth ");

        var corner = new float[64];
        corner[0] = 1;
        var outside = Shares.of(new HeatMap(8, 8, corner), Placement.USUAL);
        assertThat(outside.warning())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .endsWith(
                                "of the evidence lies outside the face: hair, background or the border of the picture;"
                                        + " do not rely on it"));

        var nothing = Shares.of(new HeatMap(1, 1, new float[] {-1}), Placement.USUAL);
        assertThat(nothing.sentence(3)).isEqualTo("nothing");
        assertThat(nothing.warning()).isEmpty();
    }

    @Test
    void labelsAndMethodsThatDoNotExistAreNamed() {
        var head = RandomModel.of(Architecture.MIEN_XS, 1).contract().defaultHead();

        assertThatThrownBy(() -> new Asked(List.of("bored"), 1).of(head))
                .hasMessage("labels: head fer7 has no label 'bored'; choose among angry, disgust, fear, happy, sad,"
                        + " surprise, neutral");
        assertThatThrownBy(() -> Method.named("magic"))
                .hasMessage("method 'magic': there is none of this name; choose one of cam, grad-cam, gradient,"
                        + " smooth-grad, integrated, occlusion, rise");
    }

    @Test
    void anyOnnxFileCanBeAskedByHidingPlaces() throws IOException {
        var random = RandomModel.of(Architecture.MIEN_XS, 4);
        var own = ModelFile.of(random.write(folder));
        var bare = OnnxWriter.toOnnx(random.network(), random.weights(), Map.of());
        var file = ModelFile.of(Files.write(folder.resolve("bare.onnx"), bare));
        var pixels = new Pixels(false, false, 1, List.of(0.0), List.of(1.0));
        var contract = new ForeignContract(
                INPUT, "images", "fer7", pixels, false, random.contract().head("fer7"));
        var questions = List.of(new Question(random.faces(1).getFirst(), List.of(2)));
        try (var classifier = own.open(Engine.DEFAULT);
                var foreign = new ForeignClassifier(file, contract, Engine.DEFAULT)) {
            var head = classifier.contract().defaultHead();
            var ours = Explainer.of(Method.OCCLUSION, new Subject(own, classifier, head), Settings.DEFAULT);
            var theirs = Explainer.of(Method.OCCLUSION, Subject.of(file, foreign), Settings.DEFAULT);

            assertThat(theirs.maps(questions).getFirst().getFirst().values())
                    .containsExactly(ours.maps(questions).getFirst().getFirst().values(), within(1e-5f));
            assertThatThrownBy(() -> Explainer.of(Method.CAM, Subject.of(file, foreign), Settings.DEFAULT)
                            .maps(questions))
                    .hasMessage(file + ": is not a model of Mien, so there is no class activation map for it; use"
                            + " --method occlusion or rise");
        }
    }

    private static HeatMap map(Path file, Method method, byte[] face) {
        var model = ModelFile.of(file);
        try (var classifier = model.open(Engine.DEFAULT);
                var explainer = Explainer.of(
                        method,
                        new Subject(model, classifier, classifier.contract().defaultHead()),
                        Settings.DEFAULT)) {
            return explainer
                    .maps(List.of(new Question(face, List.of(0))))
                    .getFirst()
                    .getFirst();
        }
    }

    private static byte[] brightCorner() {
        var random = new SplittableRandom(5);
        var face = new byte[48 * 48];
        for (int i = 0; i < face.length; i++) {
            int row = i / 48;
            face[i] = (byte) (random.nextInt(60) + (row >= 24 && i % 48 < 24 ? 180 : 20));
        }
        return face;
    }

    /// Nearly all of what is above 0 lies in the left lower quarter.
    private static void assertInCorner(HeatMap map) {
        double all = 0;
        double inside = 0;
        for (int i = 0; i < map.values().length; i++) {
            int row = i / map.width();
            double heat = Math.max(0, map.values()[i]);
            all += heat;
            inside += row >= map.height() / 2 && i % map.width() < map.width() / 2 ? heat : 0;
        }
        assertThat(inside / all).isGreaterThan(0.75);
    }
}
