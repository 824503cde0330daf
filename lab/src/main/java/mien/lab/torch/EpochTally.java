package mien.lab.torch;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Running sums over the steps of one epoch.
///
/// @param batches steps done
/// @param lossSum over steps, in nats
/// @param correct examples that the first head got right
/// @param judged examples that have a truth for the first head
/// @param trainSeconds spent in steps
/// @param seconds spent in all
record EpochTally(int batches, double lossSum, int correct, int judged, double trainSeconds, double seconds) {
    static final EpochTally EMPTY = new EpochTally(0, 0, 0, 0, 0, 0);

    EpochTally with(Trainer.StepResult step, double stepSeconds) {
        return new EpochTally(
                batches + 1,
                lossSum + step.loss(),
                correct + step.correct()[0],
                judged + step.judged()[0],
                trainSeconds + stepSeconds,
                seconds + stepSeconds);
    }

    double loss() {
        return lossSum / batches;
    }

    double accuracy() {
        return (double) correct / judged;
    }

    String toText() {
        return Arrays.stream(new double[] {batches, lossSum, correct, judged, trainSeconds, seconds})
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    static EpochTally fromText(String text) {
        var v = Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new EpochTally((int) v[0], v[1], (int) v[2], (int) v[3], v[4], v[5]);
    }
}
