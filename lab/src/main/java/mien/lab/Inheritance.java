package mien.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mien.lab.TrainingRequest.Transfer;
import mien.lab.dataset.Hashing;
import mien.lab.network.Frozen;
import mien.lab.network.Network;
import mien.lab.network.Network.Step;
import mien.lab.network.NetworkFileException;
import mien.lab.network.SafeTensors;
import mien.lab.network.WeightMatch;
import mien.lab.network.Weights;
import mien.lab.onnx.OnnxInitializers;
import mien.lab.torch.Beginning;
import mien.lab.torch.TrainingException;
import mien.model.ModelException;
import mien.model.ModelFile;
import mien.model.Training;

/// What a network gets from an earlier training, read from the file and told line by line.
///
/// @param facts for the model's card: `init` and `freeze`, where given, and what the model of `init` had learned from
/// @param notes what was taken, what not, and what is frozen
/// @param earlier the training of the file, if it is a model of Mien's
record Inheritance(Beginning beginning, Map<String, Object> facts, List<String> notes, Optional<Training> earlier) {

    /// @throws NetworkFileException if the file cannot be read, or has nothing for this network
    /// @throws mien.lab.network.InvalidNetworkException if the network has no layer to freeze up to
    static Inheritance of(Network network, Transfer transfer) throws IOException {
        var facts = new LinkedHashMap<String, Object>();
        var notes = new ArrayList<String>();
        var frozen = Frozen.NONE;
        if (transfer.freeze() != null) {
            frozen = Frozen.of(network, transfer.freeze());
            notes.add(frozenNote(network, frozen));
            facts.put("freeze", transfer.freeze());
        }
        Map<String, Weights.Array> weights = Map.of();
        var file = transfer.init();
        if (file != null) {
            var match = WeightMatch.of(network, read(file), frozen);
            if (match.weights().isEmpty()) {
                throw new NetworkFileException(
                        file,
                        "no array in it has a name and shape of " + network.name() + "; choose the network that the"
                                + " weights were made for");
            }
            notes.add("init " + file.getFileName() + ": " + match.table().getFirst());
            notes.addAll(match.table().subList(1, match.table().size()));
            weights = match.weights();
            facts.put("init", file.getFileName() + ", sha256:" + sha256(file));
        }
        var beginning = new Beginning(weights, frozen, facts.isEmpty() ? "" : facts.toString());
        var earlier = Optional.ofNullable(file).flatMap(Inheritance::training);
        earlier.ifPresent(training -> facts.put(Training.LEARNED_BEFORE, training.lessons()));
        return new Inheritance(beginning, facts, notes, earlier);
    }

    /// How the model was trained, if it is one of Mien's.
    private static Optional<Training> training(Path file) {
        try {
            return isOnnx(file) ? Optional.of(ModelFile.of(file).contract().training()) : Optional.empty();
        } catch (ModelException _) {
            return Optional.empty(); // somebody else's
        }
    }

    private static boolean isOnnx(Path file) {
        return lowerCaseName(file).endsWith(".onnx");
    }

    private static String lowerCaseName(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static String frozenNote(Network network, Frozen frozen) {
        long all = network.parameters();
        long trained = network.steps().stream()
                .filter(step -> !frozen.layer(step.path()))
                .mapToLong(Step::parameters)
                .sum();
        if (trained == 0) {
            throw new TrainingException("freeze: " + network.name() + " has nothing left to train; freeze less of it");
        }
        return String.format(Locale.ROOT, "freeze: %,d of %,d parameters stay as they are", all - trained, all);
    }

    private static Map<String, Weights.Array> read(Path file) {
        if (isOnnx(file)) {
            return OnnxInitializers.read(file);
        }
        if (lowerCaseName(file).endsWith(".safetensors")) {
            return SafeTensors.read(file).tensors();
        }
        throw new NetworkFileException(file, "is neither .safetensors nor .onnx; convert the weights to one of these");
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), Hashing.sha256())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return Hashing.hex(in.getMessageDigest().digest());
        }
    }
}
