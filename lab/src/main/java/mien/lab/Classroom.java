package mien.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.image.Preprocessing;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import mien.lab.dataset.Splitting;
import mien.lab.network.Network;
import mien.lab.torch.TrainingException;
import mien.lab.training.Examples;
import mien.lab.training.Targets;
import mien.model.Training;
import mien.model.TrainingData;
import org.jspecify.annotations.Nullable;

/// All that a network is taught with, open: the data set, others that add to it, and teachers.
final class Classroom implements AutoCloseable {
    private final Course main;
    private final List<Course> more = new ArrayList<>();
    private final @Nullable OnnxTeacher teacher;

    /// A data set with its pixels and its split.
    private record Course(Dataset data, PixelCache pixels, Splitting splitting) implements AutoCloseable {
        static Course open(Dataset data, Preprocessing input, long seed) {
            var pixels = PixelCache.open(data, input);
            return new Course(data, pixels, Splitting.complete(pixels, seed));
        }

        @Override
        public void close() {
            pixels.close();
            data.close();
        }
    }

    /// @param data the first data set of `lessons`; closed with the rest
    /// @param input of the network
    /// @param seed of the splits
    Classroom(Dataset data, Lessons lessons, Preprocessing input, long seed) {
        main = Course.open(data, input, seed);
        try {
            for (var source : lessons.more()) {
                more.add(Course.open(source.open(), input, seed));
            }
            teacher = lessons.teachers().isEmpty() ? null : new OnnxTeacher(lessons.teachers(), input);
        } catch (RuntimeException e) {
            closeData();
            throw e;
        }
    }

    PixelCache pixels() {
        return main.pixels();
    }

    Splitting splitting() {
        return main.splitting();
    }

    Stream<String> summary() {
        return courses().flatMap(course -> mien.lab.dataset.Summary.of(course.data(), course.pixels()).stream());
    }

    /// What to say of an earlier training, to start from, that learned from pictures which validate this one.
    Optional<String> seenBefore(Training earlier) {
        var seeds = earlier.lessons().get("sha256:" + pixels().dataHash());
        if (seeds == null) {
            return Optional.empty();
        }
        var now = splitting().splits();
        var then = Splitting.complete(pixels(), seeds).splits();
        var validating = IntStream.range(0, now.size())
                .filter(i -> now.get(i) == Split.VALIDATION)
                .toArray();
        long seen = Arrays.stream(validating)
                .filter(i -> then.get(i) == Split.TRAIN)
                .count();
        return seen == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "init: its training, with seed %s, learned from %,d of the %,d pictures that validate this one,"
                                + " whose figures will be too good; train with the same seed",
                        seeds.stream().map(String::valueOf).collect(Collectors.joining(" and ")),
                        seen,
                        validating.length));
    }

    /// What to train with: the training parts of all data sets.
    ///
    /// @throws TrainingException if that is next to nothing, or a teacher knows nothing of it
    Examples toTrain(Questions questions, Network network) {
        var examples = questions.examples(
                main.pixels(),
                main.splitting().splits(),
                Split.TRAIN,
                network,
                main.data().labels());
        for (var course : more) {
            var added = questions.more(
                    course.data().labels(), course.pixels(), course.splitting().splits(), network);
            refuseNothingToLearn(course.data(), added);
            examples = examples.and(added);
        }
        if (examples.count() < 2) {
            throw new TrainingException(main.data().name() + ": " + examples.count()
                    + " pictures are left to train with; at least 2 are needed");
        }
        if (teacher == null) {
            return examples;
        }
        teacher.refuseForeignLabels(
                examples.targets().stream().map(Targets::labels).toList());
        return examples.taughtBy(teacher);
    }

    private void refuseNothingToLearn(Dataset data, Examples added) {
        boolean known = added.targets().stream()
                .anyMatch(t -> IntStream.range(0, t.count()).anyMatch(t::known));
        if (!known && teacher == null) {
            throw new TrainingException(data.name() + ": no answer of the network has all its labels ("
                    + String.join(", ", data.labels().labels())
                    + "), so nothing can be learned from it; rename them, or give a teacher");
        }
    }

    Examples toValidate(Questions questions, Network network) {
        return questions.examples(
                main.pixels(),
                main.splitting().splits(),
                Split.VALIDATION,
                network,
                main.data().labels());
    }

    /// Changes when anything does that the network learns from; after the first, how older versions said the same.
    List<String> fingerprints() {
        var data = courses().map(course -> course.pixels().dataHash()).collect(Collectors.joining(" "));
        return teacher == null
                ? List.of(data)
                : List.of(data + " " + teacher.fingerprint(), data + " " + teacher.olderFingerprint());
    }

    /// For the model's card.
    TrainingData provenance(TrainingRequest request) {
        var names = courses().map(course -> course.data().name()).collect(Collectors.joining(" + "));
        var hashes =
                courses().map(course -> "sha256:" + course.pixels().dataHash()).collect(Collectors.joining(" + "));
        var taught = teacher == null ? "" : ", taught by " + teacher;
        return new TrainingData(
                names + taught,
                hashes,
                request.data().correctionsInBrief(),
                request.options().licence());
    }

    private Stream<Course> courses() {
        return Stream.concat(Stream.of(main), more.stream());
    }

    private void closeData() {
        courses().forEach(Course::close);
    }

    @Override
    public void close() {
        closeData();
        if (teacher != null) {
            teacher.close();
        }
    }
}
