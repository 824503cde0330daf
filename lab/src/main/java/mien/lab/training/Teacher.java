package mien.lab.training;

import java.util.List;

/// Trained models whose answers a network learns from. For one thread at a time.
public interface Teacher {

    /// What the models see in pictures, as the network is shown them, but without masks.
    ///
    /// @param images `[N, C, H, W]` of the network's input, in `[0, 255]`
    /// @param targets of the network's heads, which name the labels
    /// @return per head `[N, classes]`: each row a distribution, or zeros where no model has such labels
    List<float[]> answers(float[] images, List<Targets> targets);

    /// Changes when the answers do.
    String fingerprint();
}
