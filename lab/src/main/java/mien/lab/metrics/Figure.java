package mien.lab.metrics;

/// The overall figures of an evaluation.
public enum Figure {
    /// Share with the right label first.
    ACCURACY("accuracy", "accuracy_score", Scale.SHARE),
    /// Share with the right label among the first three.
    TOP3("top-3", "top_k_accuracy_score", Scale.SHARE),
    /// Mean F1 over the labels that occur, each counted alike.
    MACRO_F1("macro-F1", "f1_score", Scale.SHARE),
    /// Mean recall of the labels in the truth.
    BALANCED_ACCURACY("balanced accuracy", "balanced_accuracy_score", Scale.SHARE),
    /// Correlation of truth and answer, 0 for guessing, 1 for always right (Matthews 1975).
    MATTHEWS("MCC", "matthews_corrcoef", Scale.AGREEMENT),
    /// Agreement of truth and answer beyond chance, 0 for guessing, 1 for always right (Cohen 1960).
    KAPPA("Cohen's kappa", "cohen_kappa_score", Scale.AGREEMENT),
    /// Mean of `-ln p(truth)`, in nats.
    LOG_LOSS("log loss", "log_loss", Scale.LOSS),
    /// Mean squared distance of the probabilities from the truth, in `[0, 2]`; halved for two labels.
    BRIER("Brier score", "brier_score_loss", Scale.LOSS),
    /// Expected calibration error, 15 bins of equal width.
    ECE("calibration error", "expected_calibration_error", Scale.LOSS);

    private enum Scale {
        SHARE,
        AGREEMENT,
        LOSS
    }

    private final String title;
    private final String key;
    private final Scale scale;

    Figure(String title, String key, Scale scale) {
        this.title = title;
        this.key = key;
        this.scale = scale;
    }

    /// For people: `macro-F1`.
    public String title() {
        return title;
    }

    /// In `metrics.json`: scikit-learn's name where it has one.
    public String key() {
        return key;
    }

    /// Whether it is a share, best shown in percent.
    public boolean isShare() {
        return scale == Scale.SHARE;
    }

    /// Whether less is better.
    public boolean isLoss() {
        return scale == Scale.LOSS;
    }

    /// Whether it rests on more than the first answer, so that bare labels do not give it.
    public boolean needsProbabilities() {
        return this == TOP3 || isLoss();
    }

    /// Whether it says nothing where the truth is always the same.
    public boolean needsTwoLabels() {
        return scale == Scale.AGREEMENT || this == BALANCED_ACCURACY;
    }
}
