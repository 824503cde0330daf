package mien.model;

import java.util.List;
import mien.image.HeatMap;

/// An answer of a network with its reasons by place.
///
/// @param probabilities by class, calibrated
/// @param maps for each class its class activation map over the input: what each place adds to the logit, which
///     is their sum plus a constant that is the same for all pictures
@SuppressWarnings("ArrayRecordComponent") // compared and copied only on purpose
public record Evidence(double[] probabilities, List<HeatMap> maps) {
    public Evidence {
        maps = List.copyOf(maps);
        if (maps.size() != probabilities.length) {
            throw new IllegalArgumentException(
                    "evidence: " + probabilities.length + " classes need as many maps, got " + maps.size());
        }
    }
}
