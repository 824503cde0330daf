package mien.lab.review;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Sample;
import mien.lab.report.page.Thumbnails;

/// One data set under review. Its own files are never touched. Safe for many threads.
public final class Review {
    /// At once, in one step.
    public static final int MOST_CHOICES = 50_000;

    /// Thumbnails of one sheet.
    public static final int MOST_PICTURES = 64;

    private final String id;
    private final Material material;
    private final String key;
    private final DecisionLog log;
    private final CorrectionsCopy copy;
    private final Consumer<Review> changed;
    private final Set<String> files;

    /// @param key changes with the pictures
    /// @param changed is told of new decisions, so that the file of corrections follows soon
    Review(String id, Material material, String key, DecisionLog log, Path corrections, Consumer<Review> changed) {
        this.id = id;
        this.material = material;
        this.key = key;
        this.log = log;
        this.copy = new CorrectionsCopy(material.data(), log, corrections);
        this.changed = changed;
        this.files = material.data().samples().stream().map(Sample::file).collect(Collectors.toUnmodifiableSet());
    }

    /// The data set by its path below the folder of all: `faces.zip`, `2026/faces`.
    public String id() {
        return id;
    }

    /// Another one if the pictures have changed.
    public String key() {
        return key;
    }

    public Material material() {
        return material;
    }

    /// Decides on pictures, in one step. It is on the disk when this returns. A step that is sent again is done once.
    ///
    /// @throws ReviewException if a picture is none of the data, or a label is not one that it may be given
    public void decide(Sender sender, List<Choice> choices) {
        if (choices.isEmpty() || choices.size() > MOST_CHOICES) {
            throw new ReviewException("decisions: there must be 1 to " + MOST_CHOICES + ", got " + choices.size());
        }
        var seen = new HashSet<String>();
        for (var choice : choices) {
            check(choice);
            if (!seen.add(choice.file())) {
                throw new ReviewException(choice.file() + ": it is decided on twice at once; decide once");
            }
        }
        log.add(sender, choices.stream().map(this::reasoned).toList());
        changed.accept(this);
    }

    private void check(Choice choice) {
        if (!files.contains(choice.file())) {
            throw new ReviewException(choice.file() + ": it is no picture of " + id + "; load the page again");
        }
        if (choice.verdict() == Verdict.RELABEL && !material.labels().contains(choice.label())) {
            throw new ReviewException(choice.file() + ": '" + choice.label() + "' is no label of " + id
                    + "; choose from " + String.join(", ", material.labels()));
        }
    }

    /// Who follows the audit gives its reason.
    private Choice reasoned(Choice choice) {
        if (choice.verdict() == Verdict.OPEN || !choice.reason().isBlank()) {
            return choice;
        }
        var proposed = Optional.ofNullable(material.proposals().get(choice.file()));
        var reason = proposed.filter(choice::sameAs).map(Choice::reason).orElse("reviewed");
        return new Choice(choice.file(), choice.verdict(), choice.label(), reason);
    }

    /// Takes back the last step of a tab that it has not taken back yet. What is sent again is done once, and comes to
    /// the same.
    public Undone undo(Sender sender) {
        var undone = log.undo(sender);
        changed.accept(this);
        return undone;
    }

    /// All decisions with a higher number, in order: what a tab that knows those before has missed.
    public List<Decision> since(long number) {
        return log.since(number);
    }

    /// What holds now, as `mien audit --corrections` takes it.
    public Corrections corrections() {
        return copy.corrections();
    }

    /// Where they are also written to, soon after each decision.
    public Path correctionsFile() {
        return copy.file();
    }

    /// Why that file is behind, in a sentence; empty if it is not.
    public Optional<String> trouble() {
        return copy.trouble();
    }

    /// Lets the file of corrections say what holds now, after taking in what somebody edited in it.
    void bring() {
        copy.bring();
    }

    /// Thumbnails of some pictures on one sheet, in their order.
    ///
    /// @param pictures by their places in the data set
    /// @param edge of a thumbnail in pixels
    /// @throws ReviewException if there is no such picture, or there are too many
    public Thumbnails thumbnails(List<Integer> pictures, int edge) {
        var samples = material.data().samples();
        if (pictures.isEmpty() || pictures.size() > MOST_PICTURES) {
            throw new ReviewException("pictures: there must be 1 to " + MOST_PICTURES + ", got " + pictures.size());
        }
        for (int picture : pictures) {
            if (picture < 0 || picture >= samples.size()) {
                throw new ReviewException(
                        "picture " + picture + ": " + id + " has only " + samples.size() + "; load the page again");
            }
        }
        return Thumbnails.of(
                material.data().source(), pictures.stream().map(samples::get).toList(), edge);
    }
}
