package mien.app;

import java.util.ArrayList;
import java.util.List;
import mien.Mien;
import mien.Photo;
import mien.Sighting;
import mien.app.PictureFiles.Found;
import mien.app.output.Answer;
import mien.app.output.Answer.Failed;
import mien.app.output.Answer.Read;
import mien.error.MienException;
import org.jspecify.annotations.Nullable;

/// Turns files into answers, group by group: the photos of a group one after the other, so that the pixels of only
/// one are in memory, then all their faces in one batch. Safe for many threads.
///
/// @param annotated where drawn copies go; null for none
record Answering(Mien mien, @Nullable AnnotatedFiles annotated) {

    /// How far a file has come.
    private sealed interface Step {
        record Done(Answer answer) implements Step {}

        record Seen(String file, Sighting sighting) implements Step {}
    }

    /// Consecutive files, in groups that depend on nothing but their number: `largest` while many are left, single
    /// ones at the end, so that the threads are done at about the same time.
    static List<List<Found>> groups(List<Found> found, int threads, int largest) {
        var groups = new ArrayList<List<Found>>();
        for (int from = 0; from < found.size(); ) {
            int to = from + Math.clamp((found.size() - from) / (4L * threads), 1, largest);
            groups.add(found.subList(from, to));
            from = to;
        }
        return groups;
    }

    /// An answer for each file, in the same order.
    List<Answer> answers(List<Found> group) {
        var steps = group.stream().map(this::look).toList();
        var seen = new ArrayList<Step.Seen>();
        for (var step : steps) {
            if (step instanceof Step.Seen one) {
                seen.add(one);
            }
        }
        var read = classified(seen).iterator();
        var answers = new ArrayList<Answer>();
        for (var step : steps) {
            answers.add(
                    switch (step) {
                        case Step.Done(var answer) -> answer;
                        case Step.Seen _ -> read.next();
                    });
        }
        return answers;
    }

    private Step look(Found found) {
        return switch (found) {
            case Found.Nothing(var path, var reason) -> new Step.Done(new Failed(path.toString(), reason, 0));
            case Found.Photo named -> {
                var file = named.file().toString();
                long start = System.nanoTime();
                try {
                    yield annotated == null
                            ? new Step.Seen(file, mien.find(named.file()))
                            : new Step.Done(new Read(file, annotate(named, annotated)));
                } catch (MienException e) {
                    yield new Step.Done(new Failed(file, String.valueOf(e.getMessage()), since(start)));
                } catch (OutOfMemoryError _) {
                    yield new Step.Done(new Failed(file, Found.Photo.TOO_LARGE, since(start)));
                }
            }
        };
    }

    /// Where a batch fails, each photo is tried alone, so that one that fails takes no other with it.
    private List<Answer> classified(List<Step.Seen> seen) {
        var answers = new ArrayList<Answer>();
        try {
            var photos = mien.classify(seen.stream().map(Step.Seen::sighting).toList());
            for (int i = 0; i < photos.size(); i++) {
                answers.add(new Read(seen.get(i).file(), photos.get(i)));
            }
        } catch (MienException e) {
            if (seen.size() > 1) {
                return seen.stream()
                        .flatMap(one -> classified(List.of(one)).stream())
                        .toList();
            }
            var one = seen.getFirst();
            double spent = one.sighting().times().sum();
            answers.add(new Failed(one.file(), String.valueOf(e.getMessage()), spent));
        }
        return answers;
    }

    private Photo annotate(Found.Photo named, AnnotatedFiles to) {
        long start = System.nanoTime();
        var picture = mien.read(named.file());
        var read = mien.analyze(picture);
        var photo = new Photo(read.width(), read.height(), read.faces(), since(start));
        to.write(named, picture, photo);
        return photo;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
