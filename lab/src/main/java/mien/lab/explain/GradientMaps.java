package mien.lab.explain;

import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;

/// Maps from the gradients of a logit.
final class GradientMaps {
    private GradientMaps() {}

    static Explainer of(Method method, Subject subject, Settings settings) {
        throw new ExplainException("method " + method + ": not built yet " + subject.file() + settings);
    }
}
