package mien.lab.training;

/// How the learning rate changes over a training.
public sealed interface Schedule {

    /// The share of the peak learning rate at a point of the training.
    ///
    /// @param progress share of all steps that are done, in `[0, 1]`
    double at(double progress);

    record Constant() implements Schedule {
        public static final Constant DEFAULT = new Constant();

        @Override
        public double at(double progress) {
            return 1;
        }
    }

    /// Multiplied by `factor` each time another `1 / (drops + 1)` of the training is over.
    record Step(int drops, double factor) implements Schedule {
        public static final Step DEFAULT = new Step(2, 0.1);

        public Step {
            if (drops < 1 || !(factor > 0 && factor < 1)) {
                throw new IllegalArgumentException(
                        "step: drops must be at least 1 and factor in (0, 1), got " + drops + " and " + factor);
            }
        }

        @Override
        public double at(double progress) {
            return Math.pow(factor, Math.min(drops, Math.floor(progress * (drops + 1))));
        }
    }

    /// A linear warm-up, then half a cosine down to 0 (Loshchilov and Hutter, "SGDR", 2017).
    ///
    /// @param warmUp share of the training spent warming up, in `[0, 1)`
    record Cosine(double warmUp) implements Schedule {
        public static final Cosine DEFAULT = new Cosine(0.05);

        public Cosine {
            share(warmUp);
        }

        @Override
        public double at(double progress) {
            return progress < warmUp
                    ? progress / warmUp
                    : (1 + Math.cos(Math.PI * (progress - warmUp) / (1 - warmUp))) / 2;
        }
    }

    /// A linear warm-up, then a line down to 0 (Smith and Topin, "Super-Convergence", 2018).
    ///
    /// @param warmUp share of the training spent warming up, in `[0, 1)`
    record Triangular(double warmUp) implements Schedule {
        public static final Triangular DEFAULT = new Triangular(0.15);

        public Triangular {
            share(warmUp);
        }

        @Override
        public double at(double progress) {
            return progress < warmUp ? progress / warmUp : (1 - progress) / (1 - warmUp);
        }
    }

    private static void share(double warmUp) {
        if (!(warmUp >= 0 && warmUp < 1)) {
            throw new IllegalArgumentException("warmUp: must be in [0, 1), got " + warmUp);
        }
    }
}
