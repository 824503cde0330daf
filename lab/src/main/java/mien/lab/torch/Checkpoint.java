package mien.lab.torch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.lab.network.SafeTensors;
import mien.lab.network.Weights;
import mien.lab.training.History;

/// A training at a moment between two steps: everything that is needed to continue to the same weights.
///
/// @param fingerprint of network, recipe, data, seed and precision; only the same training may continue
/// @param position where in the training
/// @param trainer [Trainer#state]
/// @param history the epochs that are over
/// @param best weights of the best epoch so far; empty if they are not kept
record Checkpoint(
        String fingerprint,
        Position position,
        Map<String, Weights.Array> trainer,
        History history,
        Map<String, Weights.Array> best) {

    Checkpoint {
        trainer = Map.copyOf(trainer);
        best = Map.copyOf(best);
    }

    /// @param epoch the one under way, from 1
    /// @param tally what its steps came to so far
    /// @param steps of the whole training
    record Position(int epoch, EpochTally tally, int steps) {}

    /// Written beside and moved into place, so that a kill at any moment leaves the old one or the new one.
    void write(Path file) {
        var tensors = new HashMap<String, Weights.Array>();
        trainer.forEach((name, array) -> tensors.put("trainer/" + name, array));
        best.forEach((name, array) -> tensors.put("best/" + name, array));
        var tally = position.tally();
        SafeTensors.write(
                file,
                tensors,
                Map.of(
                        "fingerprint", fingerprint,
                        "epoch", Integer.toString(position.epoch()),
                        "steps", Integer.toString(position.steps()),
                        "tally", tally.toText(),
                        "history", history.toCsv()));
    }

    /// @param fingerprints of the training that goes on, as this version and older ones write it
    /// @throws TrainingException if the file is of another training
    static Checkpoint read(Path file, List<String> fingerprints) {
        var content = SafeTensors.read(file);
        var facts = content.metadata();
        if (!fingerprints.contains(facts.getOrDefault("fingerprint", ""))) {
            throw new TrainingException(
                    file + ": the checkpoint is of another training (network, recipe, data, seed,"
                            + " precision, teachers, --init or --freeze differ); repeat the options of that training, or start anew without --resume");
        }
        var trainer = new HashMap<String, Weights.Array>();
        var best = new HashMap<String, Weights.Array>();
        content.tensors().forEach((name, array) -> {
            if (name.startsWith("trainer/")) {
                trainer.put(name.substring("trainer/".length()), array);
            } else {
                best.put(name.substring("best/".length()), array);
            }
        });
        var position = new Position(
                Integer.parseInt(fact(facts, "epoch", file)),
                EpochTally.fromText(fact(facts, "tally", file)),
                Integer.parseInt(fact(facts, "steps", file)));
        var history = History.fromCsv(file.toString(), fact(facts, "history", file));
        return new Checkpoint(fingerprints.getFirst(), position, trainer, history, best);
    }

    private static String fact(Map<String, String> facts, String name, Path file) {
        var value = facts.get(name);
        if (value == null) {
            throw new TrainingException(file + ": the checkpoint lacks '" + name + "', it has "
                    + Arrays.toString(facts.keySet().toArray()) + "; start anew without --resume");
        }
        return value;
    }
}
