package mien.lab.labels;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// How many pictures of a class seem to show another one: an estimate for the class as a whole, more certain
/// than any single suspicion.
///
/// @param label the class, by name
/// @param pictures how many have this label
/// @param wrong share of them that seem to show another class, in `[0, 1]`
/// @param instead those other classes by name, with their shares of `pictures`, the largest first
public record ClassNoise(String label, int pictures, double wrong, SequencedMap<String, Double> instead) {
    public ClassNoise {
        instead = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(instead));
    }
}
