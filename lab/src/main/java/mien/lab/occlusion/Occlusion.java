package mien.lab.occlusion;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import mien.image.Picture;
import mien.image.Preprocessing;

/// One way to hide or spoil a face: something in front of it, or a poor camera.
///
/// What a picture becomes depends on its pixels, the placement and the seed alone. The even patches draw their tone
/// from the seed, the medical mask and the glasses their colour, the block its place, the webcam its noise. Left and
/// right are those of the picture.
public enum Occlusion {
    /// A bar over eyes and brows.
    EYES("a bar over eyes and brows"),
    /// A patch over the mouth.
    MOUTH("a patch over the mouth"),
    /// A medical mask from the nose bridge to the chin, with straps.
    LOWER_HALF("a medical mask from the nose bridge to the chin"),
    /// Everything above the middle of the nose.
    UPPER_HALF("everything above the middle of the nose"),
    /// The picture's left half of the face.
    LEFT("the half of the face on the left of the picture"),
    /// The picture's right half of the face.
    RIGHT("the half of the face on the right of the picture"),
    /// Dark sunglasses with frame, bridge and temples.
    GLASSES("dark sunglasses"),
    /// A block anywhere, its side a third to a half of the picture's shorter side.
    BLOCK("a block somewhere, a third to half as wide as the picture"),
    /// A cheap webcam: 16 to 24 pixels, noise, JPEG.
    LOW_RESOLUTION("a cheap webcam: 16 to 24 pixels with noise and JPEG loss"),
    /// Out of focus.
    BLUR("out of focus: a Gaussian of 4 % of the longer side"),
    /// 24 pixels along the longer side, nothing else lost.
    LOW_RESOLUTION_24("24 pixels along the longer side, enlarged again"),
    /// 16 pixels along the longer side, nothing else lost.
    LOW_RESOLUTION_16("16 pixels along the longer side, enlarged again"),
    /// JPEG of quality 20.
    JPEG_20("JPEG of quality 20"),
    /// A dark room: a fifth of the light, and the noise of a sensor.
    DARKNESS("a fifth of the light, with a sensor's noise");

    /// Those that put something in front of the face or take a poor camera, as people meet them.
    public static final List<Occlusion> MASKS = List.copyOf(EnumSet.range(EYES, LOW_RESOLUTION));

    /// Those that spoil the picture in one way, to measure how much a model bears.
    public static final List<Occlusion> DEGRADATIONS = List.copyOf(EnumSet.range(BLUR, DARKNESS));

    private final String description;

    Occlusion(String description) {
        this.description = description;
    }

    /// For example `lower-half`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it depends on where eyes and mouth are.
    public boolean placed() {
        return compareTo(GLASSES) <= 0;
    }

    /// What it does, in a few words.
    public String description() {
        return description;
    }

    /// The occlusion of a name such as `lower-half`; upper case, blanks and underscores do no harm.
    ///
    /// @throws OcclusionException if there is none of that name
    public static Occlusion named(String name) {
        var plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(plain))
                .findFirst()
                .orElseThrow(() -> new OcclusionException("mask '" + name + "': there is none of that name; choose of "
                        + Arrays.stream(values()).map(Occlusion::toString).collect(Collectors.joining(", "))));
    }

    /// The occlusions that a list such as `eyes,lower-half` names, each once, in its order; `all` names them all.
    ///
    /// @throws OcclusionException if it names none, or one that there is not
    public static List<Occlusion> list(String names) {
        if (names.strip().equalsIgnoreCase("all")) {
            return List.of(values());
        }
        return Arrays.stream(names.split(",", -1))
                .map(Occlusion::named)
                .distinct()
                .toList();
    }

    /// A seed for one picture of many.
    ///
    /// @param picture its number
    public static long seed(long seed, long picture) {
        return new SplittableRandom(seed ^ new SplittableRandom(picture).nextLong()).nextLong();
    }

    /// The changed picture, of the same size and number of channels.
    ///
    /// @param face a face crop of any size
    /// @param where eyes and mouth are in it
    public Picture apply(Picture face, Placement where, long seed) {
        var planes = Planes.of(face);
        spoil(planes, where, new SplittableRandom(seed));
        return planes.picture();
    }

    /// Changes a network's input in place.
    ///
    /// @param pixels `[C, H, W]`, unsigned bytes
    /// @param size their shape
    public void apply(byte[] pixels, Preprocessing size, Placement where, long seed) {
        spoil(new Planes(size.channels(), size.height(), size.width(), pixels), where, new SplittableRandom(seed));
    }

    private void spoil(Planes planes, Placement where, SplittableRandom random) {
        var painter = new Painter(planes, where);
        switch (this) {
            case EYES -> Patch.EYES.paint(painter, random);
            case MOUTH -> Patch.MOUTH.paint(painter, random);
            case LOWER_HALF -> MedicalMask.paint(painter, random);
            case UPPER_HALF -> Patch.UPPER_HALF.paint(painter, random);
            case LEFT -> Patch.LEFT.paint(painter, random);
            case RIGHT -> Patch.RIGHT.paint(painter, random);
            case GLASSES -> Sunglasses.paint(painter, random);
            case BLOCK -> Patch.block(planes, random);
            case LOW_RESOLUTION -> Degradation.webcam(planes, random);
            case BLUR -> Degradation.blur(planes);
            case LOW_RESOLUTION_24 -> Degradation.lowResolution(planes, 24);
            case LOW_RESOLUTION_16 -> Degradation.lowResolution(planes, 16);
            case JPEG_20 -> Degradation.jpeg(planes, 20);
            case DARKNESS -> Degradation.darkness(planes, random);
        }
    }
}
