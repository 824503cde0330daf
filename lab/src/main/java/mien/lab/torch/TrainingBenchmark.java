package mien.lab.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.network.Architecture;
import mien.lab.network.Network;
import mien.lab.network.NetworkFile;
import mien.lab.training.Batch;
import mien.lab.training.Batches;
import mien.lab.training.Examples;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Pace;
import mien.lab.training.Targets;
import mien.model.LabelSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Training speed in images per second, on noise. Bare steps (forward, backward, update of one batch again and
/// again) by precision and memory layout; whole epochs with augmentation and batches prepared ahead. Run by
/// `bench/training.sh`.
public final class TrainingBenchmark {
    private static final int WARM_UP = 3;

    private final Network network;
    private final int batchSize;
    private final int steps;

    private TrainingBenchmark(Network network, int batchSize, int steps) {
        this.network = network;
        this.batchSize = batchSize;
        this.steps = steps;
    }

    /// @param args network or YAML file, batch size, steps to measure
    public static void main(String[] args) throws InterruptedException {
        int batchSize = Integer.parseInt(args[1]);
        int steps = Integer.parseInt(args[2]);
        var classes = Map.of("fer7", 7);
        var network = Architecture.named(args[0])
                .map(known -> known.build(classes))
                .orElseGet(() -> NetworkFile.read(Path.of(args[0]), classes));
        new TrainingBenchmark(network, batchSize, steps).print();
    }

    private void print() throws InterruptedException {
        System.out.printf(Locale.ROOT, "%s, %.0f M MACs, batch %d%n", network.name(), network.macs() / 1e6, batchSize);
        var rows = new LinkedHashMap<String, Double>();
        rows.put("fp32 NCHW, bare steps", bare(Precision.FP32, MemoryFormat.Contiguous));
        rows.put("fp32 channels-last, bare steps", bare(Precision.FP32, MemoryFormat.ChannelsLast));
        rows.put("bf16 channels-last, bare steps", bare(Precision.BF16, MemoryFormat.ChannelsLast));
        rows.put("bf16 channels-last, whole epochs", epochs());
        double first = rows.firstEntry().getValue();
        rows.forEach((name, speed) ->
                System.out.printf(Locale.ROOT, "  %-34s %7.1f images/s  %5.2f x%n", name, speed, speed / first));
        System.out.printf(Locale.ROOT, "  resident memory %d MB%n", residentMegabytes());
    }

    private double bare(Precision precision, MemoryFormat layout) {
        var seconds = new ArrayList<Double>();
        try (var _ = new PointerScope();
                var torchNetwork = new TorchNetwork(network, precision, layout, 1);
                var update = new WeightUpdate(Optimizer.Sgd.DEFAULT, torchNetwork.parameters())) {
            var in = network.input();
            var examples = examples(batchSize);
            Batch batch = Batches.plain(examples, 0, batchSize);
            var images = Tensor.create(batch.images(), batchSize, in.channels(), in.height(), in.width());
            var targets = Tensor.create(batch.targets().getFirst(), batchSize, 7);
            torchNetwork.training(true);
            for (int i = 0; i < WARM_UP + steps; i++) {
                long start = System.nanoTime();
                try (var _ = new PointerScope()) {
                    var logits = torchNetwork.forward(images).getFirst();
                    torch.log_softmax(logits, 1).mul(targets).mean().neg().backward();
                    update.apply(1e-3);
                }
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        return batchSize / median(seconds.subList(WARM_UP, seconds.size()));
    }

    private double epochs() throws InterruptedException {
        var recipe = Recipe.DEFAULT.withPace(new Pace(1, batchSize));
        var examples = examples(batchSize * (WARM_UP + steps));
        var seconds = new ArrayList<Double>();
        try (var trainer = new Trainer(network, recipe, Precision.BF16, 1, WARM_UP + steps);
                var batches = new Batches(examples, recipe, 1, 1, 0)) {
            while (batches.hasNext()) {
                long start = System.nanoTime();
                trainer.step(batches.next());
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        return batchSize / median(seconds.subList(WARM_UP, seconds.size()));
    }

    private Examples examples(int count) {
        var in = network.input();
        var size = new Preprocessing(in.channels(), in.height(), in.width(), 1);
        var noise = new byte[size.bytes()];
        new SplittableRandom(1).nextBytes(noise);
        var labels = IntStream.range(0, count).map(i -> i % 7).toArray();
        return new Examples(
                size,
                (_, into) -> System.arraycopy(noise, 0, into, 0, noise.length),
                IntStream.range(0, count).toArray(),
                List.of(Targets.ofLabels("fer7", LabelSet.FER7, labels)));
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static long residentMegabytes() {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/self/status")).split("\n"))
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (java.io.IOException _) {
            return 0; // only Linux tells
        }
    }
}
