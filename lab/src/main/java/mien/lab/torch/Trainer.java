package mien.lab.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import mien.lab.network.Network;
import mien.lab.network.Weights;
import mien.lab.training.Batch;
import mien.lab.training.Recipe;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Fits a network by gradient descent on mini-batches, and keeps a moving average of its weights.
///
/// For one thread at a time.
public final class Trainer implements AutoCloseable {
    private final TorchNetwork network;
    private final TorchNetwork average;
    private final WeightUpdate update;
    private final Recipe recipe;
    private final long seed;
    private final int stepsInAll;
    private int steps;

    /// What one step saw, before it changed the weights.
    ///
    /// @param loss weighted sum of the heads' mean cross-entropies, in nats
    /// @param correct per head: examples whose likeliest class is the truth
    /// @param judged per head: examples that have a truth
    @SuppressWarnings("ArrayRecordComponent") // one number per head, read once
    public record StepResult(double loss, int[] correct, int[] judged) {}

    /// @param stepsInAll steps of the whole training, for the learning rate schedule
    public Trainer(Network description, Recipe recipe, Precision precision, long seed, int stepsInAll) {
        this(new Training.Setup(description, recipe, precision, seed, ""), stepsInAll);
    }

    /// @param stepsInAll steps of the whole training, for the learning rate schedule
    Trainer(Training.Setup setup, int stepsInAll) {
        this.recipe = setup.recipe();
        this.seed = setup.seed();
        this.stepsInAll = stepsInAll;
        var beginning = setup.beginning();
        network = new TorchNetwork(setup.network(), setup.precision(), beginning.frozen(), seed);
        average = new TorchNetwork(setup.network(), setup.precision(), beginning.frozen(), seed);
        network.loadSome(beginning.weights());
        average.loadSome(beginning.weights());
        average.training(false);
        var trained = new LinkedHashMap<>(network.parameters());
        trained.keySet().removeIf(beginning.frozen()::tensor);
        update = new WeightUpdate(recipe.optimizer(), trained);
    }

    public int steps() {
        return steps;
    }

    /// The learning rate of the next step.
    public double learningRate() {
        return recipe.optimizer().learningRate() * recipe.schedule().at((steps + 1.0) / (stepsInAll + 1.0));
    }

    /// One update of the weights.
    ///
    /// @throws DivergedException if the loss is not finite any more
    public StepResult step(Batch batch) {
        try (var _ = new PointerScope()) { // every tensor made below dies here
            torch.manual_seed(seed * 1_000_003 + steps); // dropout after a resumption drops what it would have dropped
            network.training(true);
            var logits = network.forward(images(batch));
            var loss = loss(logits, batch);
            double value = loss.item_float();
            if (!Double.isFinite(value)) {
                throw new DivergedException("training: the loss became " + value + " at step " + steps
                        + "; lower the learning rate (now " + recipe.optimizer().learningRate() + ") or set clipNorm");
            }
            var result = judged(value, logits.stream().map(Trainer::values).toList(), batch);
            loss.backward();
            clip();
            update.apply(recipe.schedule().at((steps + 1.0) / (stepsInAll + 1.0)));
            steps++;
            follow();
            return result;
        }
    }

    /// Loss and logits of the averaged weights, without changing anything.
    ///
    /// @param logits receives `[N, classes]` per head
    public StepResult judge(Batch batch, List<float[]> logits) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var outputs = average.forward(images(batch));
            outputs.forEach(output -> logits.add(values(output)));
            return judged(loss(outputs, batch).item_float(), logits, batch);
        }
    }

    private Tensor images(Batch batch) {
        var in = network.description().input();
        return TensorStore.onDevice(
                Tensor.create(batch.images(), batch.size(), in.channels(), in.height(), in.width()));
    }

    private Tensor loss(List<Tensor> logits, Batch batch) {
        var sum = TensorStore.onDevice(Tensor.create(0f));
        var heads = network.description().heads();
        var distillation = recipe.objective().distillation();
        for (int h = 0; h < heads.size(); h++) {
            double weight = recipe.objective().weightOf(heads.get(h).name());
            double share = isTaught(batch, h) ? distillation.share() : 0;
            sum = withCrossEntropy(sum, logits.get(h), batch.targets().get(h), weight * (1 - share));
            if (share > 0) {
                double t = distillation.temperature();
                var softened = softened(batch.taught().get(h), logits.get(h).size(1), t);
                sum = withCrossEntropy(sum, logits.get(h).div(new Scalar(t)), softened, weight * share * t * t);
            }
        }
        return sum;
    }

    /// Whether a teacher answers this head; the labels have the whole loss of one that none does.
    private static boolean isTaught(Batch batch, int head) {
        if (batch.taught().isEmpty()) {
            return false;
        }
        for (float share : batch.taught().get(head)) {
            if (share > 0) {
                return true;
            }
        }
        return false;
    }

    /// Adds the mean cross-entropy, in nats, times a weight.
    ///
    /// @param targets `[N, classes]`, each row a distribution times its weight in the mean, or zeros
    private static Tensor withCrossEntropy(Tensor sum, Tensor logits, float[] targets, double weight) {
        double total = 0;
        for (float share : targets) {
            total += share;
        }
        if (total == 0 || weight == 0) {
            return sum;
        }
        var goal = TensorStore.onDevice(Tensor.create(targets, logits.size(0), logits.size(1)));
        var crossEntropy = torch.log_softmax(logits, 1).mul(goal).sum();
        return sum.add(crossEntropy, new Scalar(-weight / total));
    }

    /// Distributions at a temperature: `p^(1/t)`, scaled to sum to 1 again; rows of zeros stay.
    static float[] softened(float[] rows, long classes, double temperature) {
        var soft = new float[rows.length];
        for (int from = 0; from < rows.length; from += (int) classes) {
            double sum = 0;
            for (int c = from; c < from + classes; c++) {
                soft[c] = (float) Math.pow(rows[c], 1 / temperature);
                sum += soft[c];
            }
            for (int c = from; c < from + classes && sum > 0; c++) {
                soft[c] /= (float) sum;
            }
        }
        return soft;
    }

    private static StepResult judged(double loss, List<float[]> logits, Batch batch) {
        var correct = new int[logits.size()];
        var judged = new int[logits.size()];
        for (int h = 0; h < correct.length; h++) {
            var scores = logits.get(h);
            int classes = scores.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                int truth = batch.truths().get(h)[i];
                if (truth >= 0) {
                    judged[h]++;
                    correct[h] += argmax(scores, i * classes, classes) == truth ? 1 : 0;
                }
            }
        }
        return new StepResult(loss, correct, judged);
    }

    static int argmax(float[] values, int from, int count) {
        int best = 0;
        for (int c = 1; c < count; c++) {
            best = values[from + c] > values[from + best] ? c : best;
        }
        return best;
    }

    private static float[] values(Tensor tensor) {
        return TensorStore.toArray(tensor).values();
    }

    private void clip() {
        double longest = recipe.objective().clipNorm();
        if (longest > 0) {
            torch.clip_grad_norm_(new TensorVector(network.parameters().values().toArray(new Tensor[0])), longest);
        }
    }

    /// Moves the average towards the weights; fast at first, so that the random start is soon forgotten.
    private void follow() {
        double decay = Math.min(recipe.averaging().emaDecay(), (1.0 + steps) / (10.0 + steps));
        double share = recipe.averaging().emaDecay() == 0 ? 1 : 1 - decay;
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            follow(average.parameters(), network.parameters(), share);
            follow(average.buffers(), network.buffers(), share);
        }
    }

    private static void follow(SequencedMap<String, Tensor> to, SequencedMap<String, Tensor> from, double share) {
        var leaders = new ArrayList<>(from.values());
        int i = 0;
        for (var follower : to.values()) {
            follower.detach().lerp_(leaders.get(i++).detach(), new Scalar(share));
        }
    }

    /// The averaged weights: what validation judges and what becomes the model.
    public Weights averagedWeights() {
        return average.weights();
    }

    /// Everything needed to continue, in plain Java.
    public Map<String, Weights.Array> state() {
        var state = new HashMap<String, Weights.Array>();
        network.weights().byName().forEach((name, array) -> state.put("network/" + name, array));
        average.weights().byName().forEach((name, array) -> state.put("average/" + name, array));
        update.state().forEach((name, array) -> state.put("update/" + name, array));
        return state;
    }

    /// Continues exactly where the trainer that gave this state stopped.
    public void restore(Map<String, Weights.Array> state, int stepsDone) {
        network.load(part(state, "network/"));
        average.load(part(state, "average/"));
        update.restore(part(state, "update/"), stepsDone);
        steps = stepsDone;
    }

    private static Map<String, Weights.Array> part(Map<String, Weights.Array> state, String prefix) {
        var part = new HashMap<String, Weights.Array>();
        state.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), array);
            }
        });
        return part;
    }

    @Override
    public void close() {
        update.close();
        average.close();
        network.close();
    }
}
