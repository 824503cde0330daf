package mien.lab.training;

import java.util.List;
import mien.lab.occlusion.Occlusion;

/// How a training picture is changed, anew each time it is shown, so that the network learns the face and not the
/// file.
///
/// All amounts are the largest ones: each picture draws its own, uniformly in `[-amount, amount]`.
///
/// @param flip mirror images
/// @param warp rotation, scale and shift
/// @param light brightness and contrast
/// @param cutout a blanked square
/// @param mask something in front of the face, or a poor camera
/// @param mixup pictures laid over each other
public record Augmentation(Flip flip, Warp warp, Light light, Cutout cutout, Mask mask, Mixup mixup) {

    public static final Augmentation NONE =
            new Augmentation(Flip.NEVER, new Warp(0, 0, 0), new Light(0, 0), new Cutout(0, 0));

    public static final Augmentation DEFAULT =
            new Augmentation(Flip.ALTERNATING, new Warp(12, 0.10, 0.12), new Light(0.2, 0.2), new Cutout(12, 0.5));

    /// Without masks and mixup.
    public Augmentation(Flip flip, Warp warp, Light light, Cutout cutout) {
        this(flip, warp, light, cutout, Mask.NONE, Mixup.NONE);
    }

    public Augmentation withMask(Mask changed) {
        return new Augmentation(flip, warp, light, cutout, changed, mixup);
    }

    public Augmentation withMixup(Mixup changed) {
        return new Augmentation(flip, warp, light, cutout, mask, changed);
    }

    /// Which pictures are mirrored.
    public enum Flip {
        NEVER,
        /// Each with probability one half.
        RANDOM,
        /// Half of them in one epoch, the other half in the next (Jordan, "94% on CIFAR-10 in 3.29 Seconds on a
        /// Single GPU", 2024), so that no picture is shown twice the same way in two epochs.
        ALTERNATING
    }

    /// @param degrees rotation, in `[0, 180]`
    /// @param scale size change, as a share of the size, in `[0, 1)`
    /// @param shift move along each axis, as a share of the side, in `[0, 1)`
    public record Warp(double degrees, double scale, double shift) {
        public Warp {
            within("warp.degrees", degrees, 180);
            within("warp.scale", scale, 0.99);
            within("warp.shift", shift, 0.99);
        }
    }

    /// @param brightness added, as a share of the full range, in `[0, 1]`
    /// @param contrast change of the distance from the picture's mean, as a share, in `[0, 1]`
    public record Light(double brightness, double contrast) {
        public Light {
            within("light.brightness", brightness, 1);
            within("light.contrast", contrast, 1);
        }
    }

    /// @param size side of the square in pixels, filled with the picture's mean (DeVries and Taylor, "Improved
    ///     Regularization of Convolutional Neural Networks with Cutout", 2017)
    /// @param probability share of the pictures that get one, in `[0, 1]`
    public record Cutout(int size, double probability) {
        public Cutout {
            within("cutout.size", size, 4096);
            within("cutout.probability", probability, 1);
        }
    }

    /// Each picture shines through another one of its batch, and so does its target (Zhang et al., "mixup: Beyond
    /// Empirical Risk Minimization", 2018).
    ///
    /// @param alpha of the Beta distribution that the shares come from, in `[0, 1]`; 0 mixes nothing
    public record Mixup(double alpha) {
        public static final Mixup NONE = new Mixup(0);

        public Mixup {
            within("mixup.alpha", alpha, 1);
        }
    }

    /// Masks go on before everything else, so that they turn and move with the face.
    ///
    /// @param kinds which; each masked picture draws one of them
    /// @param share of the pictures that get one, in `[0, 1]`
    public record Mask(List<Occlusion> kinds, double share) {
        public static final Mask NONE = new Mask(List.of(), 0);

        public Mask {
            kinds = List.copyOf(kinds);
            within("mask.share", share, 1);
            if (kinds.isEmpty() != (share == 0)) {
                throw new IllegalArgumentException(
                        "mask: kinds need a share above 0, and a share needs kinds; got kinds " + kinds + " and share "
                                + share);
            }
        }

        /// Whether it matters where eyes and mouth are.
        public boolean placed() {
            return share > 0 && kinds.stream().anyMatch(Occlusion::placed);
        }
    }

    private static void within(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(name + ": must be in [0, " + most + "], got " + value);
        }
    }
}
