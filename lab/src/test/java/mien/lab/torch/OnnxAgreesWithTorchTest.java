package mien.lab.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mien.image.Preprocessing;
import mien.lab.network.Architecture;
import mien.lab.network.Network;
import mien.lab.onnx.OnnxWriter;
import mien.lab.training.Batch;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Schedule;
import mien.model.Contract;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;
import mien.model.Training;
import mien.model.TrainingData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One description, two engines, the same answer.
class OnnxAgreesWithTorchTest {
    private static final int PICTURES = 4;
    private static final Recipe STEADY =
            Recipe.DEFAULT.withSchedule(new Schedule.Constant()).withOptimizer(new Optimizer.Sgd(0.01, 0.9, 5e-4));

    @TempDir
    private java.nio.file.Path folder;

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(names = {"VGG16_224", "RESNET50_224"})
    void largeNetworksAnswerTheSameToo(Architecture architecture) throws Exception {
        aTrainedNetworkAnswersTheSameInLibtorchAndOnnxRuntime(architecture);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"VGG16_224", "RESNET50_224"})
    void aTrainedNetworkAnswersTheSameInLibtorchAndOnnxRuntime(Architecture architecture) throws Exception {
        var classes = new LinkedHashMap<String, Integer>();
        classes.put("fer7", 7);
        classes.put("ferplus8", 8);
        var network = architecture.build(classes);
        try (var trainer = new Trainer(network, STEADY, Precision.FP32, 3, 100)) {
            for (int step = 0; step < 4; step++) {
                trainer.step(batch(network, step));
            }
            var unseen = batch(network, 99);
            var logits = new ArrayList<float[]>();
            trainer.judge(unseen, logits);

            var file = folder.resolve("model.onnx");
            var contract = contract(network);
            var bytes = OnnxWriter.toOnnx(network, trainer.averagedWeights(), Map.of(Contract.KEY, contract.toJson()));
            java.nio.file.Files.write(file, bytes);

            try (var classifier = ModelFile.of(file).open(Engine.DEFAULT)) {
                for (int h = 0; h < 2; h++) {
                    var answers =
                            classifier.classify(bytes(unseen), contract.heads().get(h));
                    assertThat(worstDifference(logits.get(h), answers)).isLessThan(1e-4);
                }
            }
        }
    }

    private static double worstDifference(float[] logits, double[][] answers) {
        int classes = logits.length / PICTURES;
        double worst = 0;
        for (int i = 0; i < PICTURES; i++) {
            double largest = logits[i * classes + Trainer.argmax(logits, i * classes, classes)];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logits[i * classes + c] - largest);
            }
            for (int c = 0; c < classes; c++) {
                double probability = Math.exp(logits[i * classes + c] - largest) / sum;
                worst = Math.max(worst, Math.abs(probability - answers[i][c]));
            }
        }
        return worst;
    }

    private static Contract contract(Network network) {
        var in = network.input();
        return new Contract(
                network.name(),
                new Preprocessing(in.channels(), in.height(), in.width(), 1),
                List.of(Head.of("fer7", LabelSet.FER7), Head.of("ferplus8", LabelSet.FERPLUS8)),
                new mien.model.Architecture(network.name(), network.parameters(), network.macs()),
                new Training(new TrainingData("noise", "sha256:0", ""), "test", 3, 1, null, Map.of()),
                Map.of());
    }

    private static List<byte[]> bytes(Batch batch) {
        var pictures = new ArrayList<byte[]>();
        int size = batch.images().length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
            var picture = new byte[size];
            for (int p = 0; p < size; p++) {
                picture[p] = (byte) batch.images()[i * size + p];
            }
            pictures.add(picture);
        }
        return pictures;
    }

    private static Batch batch(Network network, long seed) {
        var random = new SplittableRandom(seed);
        var in = network.input();
        var images = new float[PICTURES * in.channels() * in.height() * in.width()];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextInt(256);
        }
        var targets = List.of(new float[PICTURES * 7], new float[PICTURES * 8]);
        var truths = List.of(new int[PICTURES], new int[PICTURES]);
        for (int h = 0; h < 2; h++) {
            for (int i = 0; i < PICTURES; i++) {
                truths.get(h)[i] = random.nextInt(7);
                targets.get(h)[i * (7 + h) + truths.get(h)[i]] = 1;
            }
        }
        return new Batch(PICTURES, images, targets, truths);
    }
}
