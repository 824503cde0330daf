package mien.app.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.Mien;
import mien.MienOptions;
import mien.face.FaceDetector;
import mien.model.Contract;
import mien.model.Head;

/// The served model with each detector that a caller may choose, opened when it is first asked for. Safe for many
/// threads.
final class Readers implements AutoCloseable {
    private static final String WHOLE = "whole";
    private static final String CASCADES = "cascades";

    private final MienOptions options;
    private final String usual;
    private final Map<Choice, Mien> open = new HashMap<>();

    private record Choice(String detector, boolean gated) {}

    /// Opens the model with the detector of `options`.
    ///
    /// @throws mien.error.MienException if they cannot be used
    Readers(MienOptions options) {
        this.options = options.withEngine(options.engine().withThreads(1)); // the workers share the cores
        try (var detector = options.detector().get()) {
            usual = detector.name();
        }
        reader(usual, Optional.empty());
    }

    /// The names of the detectors, the usual one first. None of them opens a file that a caller names.
    List<String> detectors() {
        return Stream.of(usual, CASCADES, WHOLE).distinct().toList();
    }

    boolean hasGate() {
        return options.search().gate().isPresent();
    }

    Contract contract() {
        return reader(usual, Optional.empty()).contract();
    }

    /// The head that answers where the caller names none.
    Head head() {
        return reader(usual, Optional.empty()).head();
    }

    MienOptions options() {
        return options;
    }

    /// @param detector one of [#detectors]
    /// @param gated whether a gate is asked; where the caller says nothing, as [MienOptions] has it, but not for
    ///     whole pictures that only this caller chose
    synchronized Mien reader(String detector, Optional<Boolean> gated) {
        boolean gate = hasGate() && gated.orElse(detector.equals(usual) || !detector.equals(WHOLE));
        return open.computeIfAbsent(new Choice(detector, gate), this::load);
    }

    private Mien load(Choice choice) {
        var search = choice.gated() ? options.search() : options.search().withoutGate();
        var found = choice.detector().equals(usual)
                ? search
                : search.withDetector(() -> FaceDetector.of(choice.detector()));
        return Mien.load(options.withSearch(found));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Mien::close);
        open.clear();
    }
}
