package mien.lab.report;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.History;

/// Histories to try plots and rules on.
final class Courses {
    private Courses() {}

    /// A history of `n` epochs with the accuracies 0.5 on both sides.
    static History ofLosses(int n, IntToDoubleFunction train, IntToDoubleFunction validation) {
        return new History(IntStream.rangeClosed(1, n)
                .mapToObj(e -> new EpochRecord(
                        e,
                        0.1,
                        new Score(train.applyAsDouble(e), 0.5),
                        new Score(validation.applyAsDouble(e), 0.5),
                        Map.of(),
                        new Pace(500, 60)))
                .toList());
    }

    static History ofAccuracies(List<Double> train, List<Double> validation) {
        return new History(IntStream.range(0, train.size())
                .mapToObj(i -> new EpochRecord(
                        i + 1,
                        0.1,
                        new Score(1, train.get(i)),
                        new Score(1, validation.get(i)),
                        Map.of(),
                        new Pace(500, 60)))
                .toList());
    }

    /// 40 epochs that go well, as FER2013 does.
    static History healthy() {
        return course(40, 0);
    }

    /// 30 epochs that learn by heart after the tenth or so.
    static History overfitted() {
        return course(30, 0.02);
    }

    private static History course(int n, double harm) {
        return new History(IntStream.rangeClosed(1, n)
                .mapToObj(e -> {
                    double falls = Math.exp(-e / 8.0);
                    double wobble = 0.02 * Math.sin(2.3 * e) * falls;
                    double late = harm * Math.max(0, e - 10);
                    return new EpochRecord(
                            e,
                            0.1,
                            new Score(0.95 + 0.9 * falls - late, 0.66 - 0.4 * falls + late / 2),
                            new Score(1.0 + 0.8 * falls + wobble + late, 0.68 - 0.36 * falls - wobble - late / 10),
                            Map.of(),
                            new Pace(500, 60));
                })
                .toList());
    }
}
