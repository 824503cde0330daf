package mien.lab.report.evaluation;

import java.util.Optional;

/// Explains answers: where in a picture lies what spoke for a label, and what against it.
@FunctionalInterface
public interface EvidenceMaps {
    /// Explains nothing.
    EvidenceMaps NONE = (_, _, _) -> Optional.empty();

    /// @param model its place among those that were evaluated
    /// @param picture its number in the assessment
    /// @param label its number in the assessment
    /// @return empty if there is no explanation
    Optional<EvidenceMap> of(int model, int picture, int label);

    /// A coarse map over a whole picture.
    ///
    /// @param width in cells
    /// @param height in cells
    /// @param values `[height, width]`, above 0 where the picture speaks for the label; any scale
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record EvidenceMap(int width, int height, float[] values) {
        public EvidenceMap {
            if (width < 1 || height < 1 || values.length != width * height) {
                throw new IllegalArgumentException(
                        "evidence map: " + width + " x " + height + " cells, but " + values.length + " values");
            }
        }
    }
}
