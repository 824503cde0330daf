package mien.lab.report.evaluation;

import java.util.Optional;
import mien.image.HeatMap;

/// Explains answers: where in a picture lies what spoke for a label, and what against it.
@FunctionalInterface
public interface EvidenceMaps {
    /// Explains nothing.
    EvidenceMaps NONE = (_, _, _) -> Optional.empty();

    /// @param model its place among those that were evaluated
    /// @param picture its number in the assessment
    /// @param label its number in the assessment
    /// @return a map over the whole picture; empty if there is no explanation
    Optional<HeatMap> of(int model, int picture, int label);
}
