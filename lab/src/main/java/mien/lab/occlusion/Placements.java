package mien.lab.occlusion;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.occlusion.EyeFinder.Basis;
import mien.lab.occlusion.EyeFinder.Found;

/// Where eyes and mouth are in each of many pictures, by their numbers.
public final class Placements {

    /// As usual in every picture.
    public static final Placements USUAL = new Placements(Map.of());

    private final Map<Integer, Found> found;

    private Placements(Map<Integer, Found> found) {
        this.found = found;
    }

    /// Gives the raw pixels of a picture, `[C, H, W]`, unsigned bytes. Safe for several threads.
    @FunctionalInterface
    public interface Pixels {
        void read(int picture, byte[] into);
    }

    /// Looks for the eyes in network inputs, on all cores; a few milliseconds for each.
    ///
    /// @param pictures the numbers of those to look at
    public static Placements find(int[] pictures, Preprocessing size, Pixels pixels) {
        var found = new Found[pictures.length];
        try (var finder = new EyeFinder()) {
            IntStream.range(0, pictures.length).parallel().forEach(i -> {
                var bytes = new byte[size.bytes()];
                pixels.read(pictures[i], bytes);
                found[i] = finder.find(new Planes(size.channels(), size.height(), size.width(), bytes).picture());
            });
        }
        var byNumber = new TreeMap<Integer, Found>();
        for (int i = 0; i < pictures.length; i++) {
            byNumber.put(pictures[i], found[i]);
        }
        return new Placements(byNumber);
    }

    /// Where they are in one picture; the usual proportions if it was not looked at.
    public Placement of(int picture) {
        var one = found.get(picture);
        return one == null ? Placement.USUAL : one.placement();
    }

    /// How many of the pictures that were looked at rest on what.
    public Map<Basis, Integer> counts() {
        var counts = new EnumMap<Basis, Integer>(Basis.class);
        for (var basis : Basis.values()) {
            counts.put(basis, 0);
        }
        found.values().forEach(one -> counts.merge(one.basis(), 1, Integer::sum));
        return counts;
    }

    /// For people: `Masks placed by the eyes in 434 pictures, by the face's box in 69, by the usual proportions in
    /// 215.`
    public String inWords() {
        return toString().replaceFirst("masks: ", "Masks ") + ".";
    }

    /// The same in a sentence: `masks: placed by the eyes in 434 pictures, by the face in 69, as usual in 215`.
    @Override
    public String toString() {
        var counts = counts();
        return "masks: placed by the eyes in " + counts.get(Basis.EYES) + " pictures, by the face's box in "
                + counts.get(Basis.FACE) + ", by the usual proportions in " + counts.get(Basis.USUAL);
    }
}
