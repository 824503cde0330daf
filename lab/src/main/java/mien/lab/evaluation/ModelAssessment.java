package mien.lab.evaluation;

import mien.lab.metrics.Predictions;
import org.jspecify.annotations.Nullable;

/// What was found out about one model.
///
/// @param facts what the model is and costs
/// @param predictions what it said of each picture, over the labels that count
/// @param performance how often it is right
/// @param calibration how well it knows when it is right; null if it gives labels without probabilities
/// @param mistakes pictures to look at
/// @param circumstances what it depends on
public record ModelAssessment(
        ModelFacts facts,
        Predictions predictions,
        Performance performance,
        @Nullable CalibrationFigures calibration,
        Mistakes mistakes,
        Circumstances circumstances) {}
