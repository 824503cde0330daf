package mien.lab.training;

/// How gradients move the weights. `learningRate` is the peak; a [Schedule] scales it. Weight decay never touches
/// biases and batch norm.
public sealed interface Optimizer {

    double learningRate();

    double weightDecay();

    /// Stochastic gradient descent with Nesterov momentum; weight decay is added to the gradient.
    record Sgd(double learningRate, double momentum, double weightDecay) implements Optimizer {
        public static final Sgd DEFAULT = new Sgd(0.1, 0.9, 5e-4);

        public Sgd {
            rates(learningRate, weightDecay);
            if (!(momentum >= 0 && momentum < 1)) {
                throw new IllegalArgumentException("momentum: must be in [0, 1), got " + momentum);
            }
        }
    }

    /// Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015; weight decay is added to the gradient.
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements Optimizer {
        public static final Adam DEFAULT = new Adam(1e-3, 0.9, 0.999, 1e-8, 0);

        public Adam {
            rates(learningRate, weightDecay);
            moments(beta1, beta2, epsilon);
        }
    }

    /// Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019: decay acts on the weights themselves.
    record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements Optimizer {
        public static final AdamW DEFAULT = new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.05);

        public AdamW {
            rates(learningRate, weightDecay);
            moments(beta1, beta2, epsilon);
        }
    }

    private static void rates(double learningRate, double weightDecay) {
        if (!(learningRate > 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("learningRate must be positive and weightDecay not negative, got "
                    + learningRate + " and " + weightDecay);
        }
    }

    private static void moments(double beta1, double beta2, double epsilon) {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
            throw new IllegalArgumentException("beta1 and beta2 must be in [0, 1) and epsilon positive, got " + beta1
                    + ", " + beta2 + ", " + epsilon);
        }
    }
}
