package mien.lab.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.lab.training.History;
import mien.model.Contract;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;

/// What is made of trained model files: one file.
///
/// @param name what people will call the packed model
/// @param models at least one; with several, the answers are their mean
/// @param shares how much each one's answers count, > 0, in the order of the models
/// @param mirrored whether each picture is also seen mirrored, and the answers averaged; doubles the time
/// @param weights how they are kept in the file
/// @param integers what it takes to calculate in 8 bits, or null for 32
public record Packing(
        String name,
        List<ModelFile> models,
        List<Double> shares,
        boolean mirrored,
        Storage weights,
        @Nullable Integers integers) {

    public Packing {
        models = List.copyOf(models);
        shares = List.copyOf(shares);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("packing " + name + ": no models; give at least one");
        }
        if (shares.size() != models.size()) {
            throw new PackException(
                    "shares: one for each model is needed, got " + shares.size() + " for " + models.size());
        }
    }

    /// All models count alike, and nothing else is changed.
    public static Packing of(String name, List<ModelFile> models) {
        var shares = models.stream().map(_ -> 1.0).toList();
        return new Packing(name, models, shares, false, Storage.FP32, null);
    }

    public Packing withShares(List<Double> newShares) {
        return new Packing(name, models, newShares, mirrored, weights, integers);
    }

    public Packing withMirrored(boolean newMirrored) {
        return new Packing(name, models, shares, newMirrored, weights, integers);
    }

    public Packing withWeights(Storage newWeights) {
        return new Packing(name, models, shares, mirrored, newWeights, integers);
    }

    /// Calculating in 8 bits, or in 32 if null.
    public Packing withIntegers(@Nullable Integers newIntegers) {
        return new Packing(name, models, shares, mirrored, weights, newIntegers);
    }

    /// The bytes of the packed file; the same files give the same bytes.
    ///
    /// @throws mien.error.MienException if a file is no model of Mien, or they do not belong together
    public byte[] toBytes() {
        var members = members();
        var contract = new PackedContract(this, members).contract();
        var graph = Ensemble.of(members);
        if (integers != null) {
            graph = integers.applied(graph, contract.input());
        }
        if (mirrored) {
            graph = Mirroring.of(graph, contract.heads());
        }
        var metadata = new TreeMap<>(Map.of(Contract.KEY, contract.toJson()));
        if (models.size() == 1) {
            models.getFirst().metadata(History.KEY).ifPresent(history -> metadata.put(History.KEY, history));
        }
        return weights.applied(graph).toBytes(name, metadata);
    }

    private List<Member> members() {
        var members = new ArrayList<Member>();
        var seen = new HashMap<String, String>();
        for (int i = 0; i < models.size(); i++) {
            var member = Member.read(models.get(i), shares.get(i));
            var same = seen.putIfAbsent(member.sha256(), member.file());
            if (same != null) {
                throw new PackException(member.file() + ": it is the same model as " + same + "; name each model once");
            }
            members.add(member);
        }
        return members;
    }
}
