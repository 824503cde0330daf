package mien.lab.dataset;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Problem.Kind;
import mien.lab.dataset.Sample.Origin;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;

/// Applies corrections to a data set.
final class Correcting {
    private final Corrections corrections;
    private final Dataset data;
    private final Origin origin;

    /// By the sample's place in the data set, in its order.
    private final TreeMap<Integer, Line> byPlace = new TreeMap<>();

    Correcting(Corrections corrections, Dataset data) {
        this.corrections = corrections;
        this.data = data;
        var file = Path.of(corrections.name()).getFileName();
        this.origin = new Origin(file == null ? corrections.name() : file.toString(), Map.of());
        var finder = new Finder(data.samples());
        corrections.lines().forEach(line -> add(finder.place(line), line));
    }

    private void add(int place, Line line) {
        var label = line.action() == Action.RELABEL ? knownLabel(line) : "";
        var file = data.samples().get(place).file();
        var known = new Line(line.number(), file, line.action(), label, line.reason());
        var before = byPlace.putIfAbsent(place, known);
        if (before != null
                && (before.action() != known.action() || !before.label().equals(known.label()))) {
            throw new DatasetException(where(line) + line.file() + " is to be " + done(known) + " here but "
                    + done(before) + (before.number() > 0 ? " in line " + before.number() : " before")
                    + "; leave only one of the two");
        }
    }

    private static String done(Line line) {
        return switch (line.action()) {
            case DROP -> "dropped";
            case KEEP -> "kept";
            case RELABEL -> "relabelled " + line.label();
        };
    }

    private String knownLabel(Line line) {
        var label = LabelSet.canonical(line.label());
        if (data.labels().indexOf(label).isPresent() || Names.isEmotion(label)) {
            return label;
        }
        var possible = Stream.concat(data.labels().labels().stream(), LabelSet.FERPLUS8.labels().stream())
                .distinct()
                .toList();
        var nearest = Spelling.nearest(label, possible);
        var advice = nearest.map(name -> "did you mean " + name + "?")
                .orElse("give one of " + String.join(", ", data.labels().labels()));
        throw new DatasetException(where(line) + "label '" + line.label() + "' is neither in " + data.name()
                + " nor a known emotion; " + advice);
    }

    Corrections inOrder() {
        return new Corrections(corrections.name(), List.copyOf(byPlace.values()));
    }

    /// A sample that is left, with its label by name (empty if only votes say what it shows).
    private record Left(Sample sample, String label) {
        Sample in(LabelSet labels) {
            int label = labels.indexOf(label()).orElse(-1);
            return label == sample.label()
                    ? sample
                    : new Sample(sample.file(), sample.split(), label, sample.voted(), sample.origin());
        }
    }

    Dataset corrected() {
        var left = new ArrayList<Left>();
        for (int i = 0; i < data.samples().size(); i++) {
            left(data.samples().get(i), byPlace.get(i)).ifPresent(left::add);
        }
        if (left.isEmpty()) {
            throw new DatasetException(corrections.name() + ": drops all "
                    + data.samples().size() + " pictures of " + data.name() + "; keep some");
        }
        var used = left.stream().map(Left::label).collect(Collectors.toSet());
        var labels = labels(used);
        var samples = left.stream().map(sample -> sample.in(labels)).toList();
        var problems = new ArrayList<Problem>();
        data.problems().stream().filter(p -> p.kind() != Kind.TINY_CLASS).forEach(problems::add);
        problems.addAll(gone(used));
        problems.addAll(LabelChecks.sizes(labels, samples));
        return new Dataset(data.name(), form(), labels, samples, problems, CorrectedPictures.of(data));
    }

    private Optional<Left> left(Sample sample, @Nullable Line line) {
        var action = line == null ? Action.KEEP : line.action();
        return switch (action) {
            case DROP -> Optional.empty();
            case KEEP -> Optional.of(new Left(sample, name(sample)));
            case RELABEL -> {
                var label = Objects.requireNonNull(line).label();
                yield Optional.of(new Left(relabelled(sample, label), label));
            }
        };
    }

    /// The name of its label; empty if only votes say what it shows.
    private String name(Sample sample) {
        return sample.label() < 0 ? "" : data.labels().labels().get(sample.label());
    }

    private Sample relabelled(Sample sample, String label) {
        var agreeing = sample.votes()
                .filter(votes -> votes.majority().stream()
                        .anyMatch(i -> LabelSet.FERPLUS8.labels().get(i).equals(label)))
                .orElse(null);
        var from = new Origin(origin.source(), sample.origin().columns());
        return new Sample(sample.file(), sample.split(), sample.label(), agreeing, from);
    }

    /// The same set if it still fits; else that of the labels in use.
    private LabelSet labels(Set<String> used) {
        var names = new LinkedHashSet<>(data.labels().labels());
        names.removeAll(emptied(used));
        used.stream().filter(name -> !name.isEmpty()).forEach(names::add);
        if (names.isEmpty() || names.equals(Set.copyOf(data.labels().labels()))) {
            return data.labels();
        }
        return LabelSet.of(names);
    }

    private List<Problem> gone(Set<String> used) {
        var file = origin.source();
        return emptied(used).stream()
                .map(label -> new Problem(
                        Kind.EMPTY_CLASS,
                        file,
                        "leaves no picture of " + label + ", so the corrected data has no such label"))
                .toList();
    }

    /// Labels that had pictures and have none now.
    private List<String> emptied(Set<String> used) {
        return data.labels().labels().stream()
                .filter(label -> !used.contains(label))
                .filter(label ->
                        data.samples().stream().anyMatch(sample -> name(sample).equals(label)))
                .toList();
    }

    private String form() {
        long count = byPlace.values().stream()
                .filter(line -> line.action() != Action.KEEP)
                .count();
        return data.form() + (count == 1 ? ", 1 correction" : ", " + count + " corrections");
    }

    private String where(Line line) {
        return where(corrections, line);
    }

    private static String where(Corrections corrections, Line line) {
        return corrections.name() + (line.number() > 0 ? ":" + line.number() : "") + ": ";
    }

    /// Finds the picture that a line names: by its full name; else, whatever the slashes and the composition of
    /// accents, by the end of its name, if that says which.
    private final class Finder {
        private final Map<String, Integer> byName = new HashMap<>();
        private final Map<String, List<Integer>> byLast = new HashMap<>();
        private final List<Sample> samples;

        Finder(List<Sample> samples) {
            this.samples = samples;
            for (int i = 0; i < samples.size(); i++) {
                byName.put(samples.get(i).file(), i);
                byLast.computeIfAbsent(Names.last(composed(samples.get(i).file())), _ -> new ArrayList<>(1))
                        .add(i);
            }
        }

        int place(Line line) {
            var exact = byName.get(line.file());
            if (exact != null) {
                return exact;
            }
            var asked = composed(line.file().strip().replace('\\', '/'));
            var ending = "/" + (asked.startsWith("./") ? asked.substring(2) : asked);
            var found = byLast.getOrDefault(Names.last(asked), List.of()).stream()
                    .filter(i -> ("/" + composed(samples.get(i).file())).endsWith(ending))
                    .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            var same = found.stream()
                    .filter(i -> ("/" + composed(samples.get(i).file())).equals(ending))
                    .toList();
            if (same.size() == 1) {
                return same.getFirst();
            }
            throw new DatasetException(
                    where(corrections, line) + (found.isEmpty() ? missing(line) : several(line, found)));
        }

        private String missing(Line line) {
            var nearest = Spelling.nearest(
                    line.file(), samples.stream().map(Sample::file).toList());
            return "names " + line.file() + ", which is no labelled picture of " + data.name()
                    + nearest.map(name -> "; did you mean " + name + "?").orElse("; correct or delete the line");
        }

        private String several(Line line, List<Integer> found) {
            var two = found.stream().limit(2).map(i -> samples.get(i).file()).toList();
            return "names " + line.file() + ", but there are " + found.size() + ", for example "
                    + String.join(" and ", two) + "; write the folder, too";
        }

        private static String composed(String name) {
            return Normalizer.normalize(name, Normalizer.Form.NFC);
        }
    }
}
