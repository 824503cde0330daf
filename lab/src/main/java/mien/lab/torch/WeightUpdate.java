package mien.lab.torch;

import java.util.HashMap;
import java.util.Map;
import mien.lab.network.Weights;
import mien.lab.training.Optimizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Carries out an [Optimizer]: moves parameters along their gradients, and remembers its moments.
final class WeightUpdate implements AutoCloseable {
    private final Optimizer optimizer;
    private final Map<String, Tensor> parameters;
    private final TensorStore moments = new TensorStore();
    private int steps;

    WeightUpdate(Optimizer optimizer, Map<String, Tensor> parameters) {
        this.optimizer = optimizer;
        this.parameters = parameters;
        var zeros = new HashMap<String, Tensor>();
        try (var _ = new PointerScope()) {
            for (var name : parameters.keySet()) {
                for (var moment : momentNames()) {
                    zeros.put(name + moment, torch.zeros_like(parameters.get(name)));
                }
            }
            moments.copies(zeros);
        }
    }

    private String[] momentNames() {
        return switch (optimizer) {
            case Optimizer.Sgd _ -> new String[] {".momentum"};
            case Optimizer.Adam _, Optimizer.AdamW _ -> new String[] {".mean", ".square"};
        };
    }

    /// One update of all parameters that have a gradient; the gradients are cleared.
    ///
    /// @param share of the peak learning rate, in `[0, 1]`
    void apply(double share) {
        steps++;
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            parameters.forEach((name, parameter) -> {
                var gradient = parameter.grad();
                if (gradient.defined()) {
                    move(name, parameter.detach(), gradient, optimizer.learningRate() * share);
                    gradient.zero_();
                }
            });
        }
    }

    private void move(String name, Tensor weight, Tensor gradient, double rate) {
        // Biases and batch norm are vectors; only matrices and kernels decay.
        double decay = weight.dim() > 1 ? optimizer.weightDecay() : 0;
        switch (optimizer) {
            case Optimizer.Sgd(var _, var momentum, var _) -> {
                gradient.add_(weight, new Scalar(decay));
                var velocity = moment(name, ".momentum");
                velocity.mul_(new Scalar(momentum)).add_(gradient);
                weight.add_(gradient, new Scalar(-rate)).add_(velocity, new Scalar(-rate * momentum));
            }
            case Optimizer.Adam(var _, var beta1, var beta2, var epsilon, var _) -> {
                gradient.add_(weight, new Scalar(decay));
                adam(name, weight, gradient, rate, new double[] {beta1, beta2, epsilon});
            }
            case Optimizer.AdamW(var _, var beta1, var beta2, var epsilon, var _) -> {
                weight.mul_(new Scalar(1 - rate * decay));
                adam(name, weight, gradient, rate, new double[] {beta1, beta2, epsilon});
            }
        }
    }

    private void adam(String name, Tensor weight, Tensor gradient, double rate, double[] betas) {
        var mean = moment(name, ".mean").lerp_(gradient, new Scalar(1 - betas[0]));
        var square = moment(name, ".square");
        square.mul_(new Scalar(betas[1])).addcmul_(gradient, gradient, new Scalar(1 - betas[1]));
        double meanBias = 1 - Math.pow(betas[0], steps);
        double squareBias = Math.sqrt(1 - Math.pow(betas[1], steps));
        var scale = square.sqrt().div(new Scalar(squareBias)).add(new Scalar(betas[2]));
        weight.addcdiv_(mean, scale, new Scalar(-rate / meanBias));
    }

    private Tensor moment(String name, String suffix) {
        var tensor = moments.buffers().get(name + suffix);
        if (tensor == null) {
            throw new IllegalStateException("no moment " + name + suffix);
        }
        return tensor;
    }

    /// All moments by name, in plain Java.
    Map<String, Weights.Array> state() {
        var state = new HashMap<String, Weights.Array>();
        moments.buffers().forEach((name, tensor) -> state.put(name, TensorStore.toArray(tensor)));
        return state;
    }

    /// Continues where another update stopped.
    void restore(Map<String, Weights.Array> state, int stepsDone) {
        moments.buffers().forEach((name, tensor) -> TensorStore.copyInto(tensor, name, state));
        steps = stepsDone;
    }

    @Override
    public void close() {
        moments.close();
    }
}
