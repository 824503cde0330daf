package mien.lab.explain;

import java.util.List;

/// A model as the methods see it that look only at its answers.
@FunctionalInterface
public interface Answers {
    /// @param faces raw pixels, `[C, H, W]` each
    /// @return probabilities, `[faces, classes]`
    double[][] of(List<byte[]> faces);
}
