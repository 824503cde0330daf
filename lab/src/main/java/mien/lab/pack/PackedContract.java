package mien.lab.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.model.Architecture;
import mien.model.Contract;
import mien.model.Head;
import mien.model.Training;
import mien.model.TrainingData;

/// What a packed model says about itself.
///
/// One model whose answers stay the same keeps its calibration and figures; if they change by rounding only, the
/// calibration. Else both are left out, as they were measured on other answers.
record PackedContract(Packing packing, List<Member> members) {

    Contract contract() {
        var first = members.getFirst().contract();
        boolean same = members.size() == 1 && !packing.mirrored();
        var heads = same
                ? first.heads()
                : first.heads().stream()
                        .map(head -> Head.of(head.name(), head.labels()))
                        .toList();
        boolean exact = same && packing.weights() != Storage.INT8 && packing.integers() == null;
        var figures = exact ? first.figures() : Map.<String, Double>of();
        return new Contract(packing.name(), first.input(), heads, architecture(), training(), figures);
    }

    private Architecture architecture() {
        var names = members.stream()
                .map(member -> member.contract().architecture().name())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        var name = names.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(" + "));
        var all =
                members.stream().map(member -> member.contract().architecture()).toList();
        long macs = all.stream().mapToLong(Architecture::macs).sum();
        return new Architecture(
                name, all.stream().mapToLong(Architecture::parameters).sum(), packing.mirrored() ? 2 * macs : macs);
    }

    /// Seed and epochs are those of the first; all others stand beside it in the recipe.
    private Training training() {
        var first = members.getFirst().contract().training();
        var data = new TrainingData(
                joined(TrainingData::name),
                joined(TrainingData::hash),
                joined(TrainingData::corrections),
                joined(TrainingData::licence));
        var versions = members.stream()
                .map(member -> member.contract().training().mienVersion())
                .distinct()
                .collect(Collectors.joining(" + "));
        return new Training(data, versions, first.seed(), first.epochs(), first.finished(), recipe(first));
    }

    /// A single model that was packed before keeps what was said of it then, its own models first of all.
    private Map<String, Object> recipe(Training first) {
        var pack = new LinkedHashMap<String, Object>();
        if (members.size() == 1 && first.recipe().get("pack") instanceof Map<?, ?> earlier) {
            earlier.forEach((key, value) -> pack.put(String.valueOf(key), value));
        }
        pack.put("weights", packing.weights().name().toLowerCase(Locale.ROOT));
        pack.put("mirrored", packing.mirrored() || Boolean.TRUE.equals(pack.get("mirrored")));
        if (packing.integers() != null) {
            pack.put("int8", packing.integers().toString());
        }
        var recipe = new LinkedHashMap<String, Object>();
        if (members.size() == 1) {
            recipe.putAll(first.recipe());
            pack.put("sha256", members.getFirst().sha256());
        } else {
            pack.put("models", members.stream().map(Member::provenance).toList());
        }
        recipe.put("pack", pack);
        return recipe;
    }

    /// What the members' data is called, each part once.
    private String joined(Function<TrainingData, String> part) {
        return members.stream()
                .map(member -> part.apply(member.contract().training().data()))
                .flatMap(text -> Stream.of(text.split(" \\+ ", -1)))
                .distinct()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" + "));
    }
}
