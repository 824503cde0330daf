package mien.app.bench;

/// All that was measured.
///
/// @param model its name
public record Measured(Machine machine, String model, Stages stages, Rates rates, PeakMemory memory) {}
