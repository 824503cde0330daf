package mien.lab.explain;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A way to find out which places of a face an answer rests on.
public enum Method {
    /// Class activation maps (Zhou et al., "Learning Deep Features for Discriminative Localization", 2016):
    /// what each cell of the last feature map adds to the logit, exactly. Only for networks that end in pooling
    /// and linear layers; no slower than the answer.
    CAM("cam"),

    /// A feature map weighed by the logit's mean gradient (Selvaraju et al., "Grad-CAM", 2017), where it is
    /// above 0.
    GRAD_CAM("grad-cam"),

    /// How steeply the logit changes with each pixel (Simonyan et al., "Deep Inside Convolutional Networks",
    /// 2014).
    GRADIENT("gradient"),

    /// The mean of that over noisy copies (Smilkov et al., "SmoothGrad", 2017).
    SMOOTH_GRAD("smooth-grad"),

    /// Gradients gathered from a flat grey picture to the face (Sundararajan et al., "Axiomatic Attribution for
    /// Deep Networks", 2017): they add up to the difference between both logits.
    INTEGRATED("integrated"),

    /// How far the probability falls when a grey patch hides a place (Zeiler and Fergus, "Visualizing and
    /// Understanding Convolutional Networks", 2014).
    OCCLUSION("occlusion"),

    /// How much higher the probability is with a place seen than hidden, over many random masks (Petsiuk et
    /// al., "RISE", 2018).
    RISE("rise");

    private final String title;

    Method(String title) {
        this.title = title;
    }

    /// The name that people type, for example `grad-cam`.
    public String title() {
        return title;
    }

    /// Whether a map also shows what speaks against a label, as values below 0.
    public boolean signed() {
        return switch (this) {
            case CAM, INTEGRATED, OCCLUSION, RISE -> true;
            case GRAD_CAM, GRADIENT, SMOOTH_GRAD -> false;
        };
    }

    /// @throws ExplainException if there is no such method
    public static Method named(String title) {
        return Arrays.stream(values())
                .filter(method -> method.title.equalsIgnoreCase(title.strip()))
                .findFirst()
                .orElseThrow(() -> new ExplainException("method '" + title + "': there is none of this name; choose one"
                        + " of " + Arrays.stream(values()).map(Method::title).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return title;
    }
}
