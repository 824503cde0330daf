package mien.lab.report.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.lab.report.page.LabelNumbers;
import mien.lab.report.page.Page;
import mien.lab.report.page.Section;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;

/// A training as `report.html`, written anew after each epoch. While the training goes on, the page loads itself anew,
/// and keeps its place.
public final class TrainingPage {
    private static final String SCRIPT = "/mien/lab/report/training/training.js";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SOONEST = 3; // seconds until the page looks again
    private static final double LATEST = 60;

    private final Subject subject;
    private final ExampleSheet sheet;

    /// What the page tells at a moment.
    ///
    /// @param history the epochs so far
    /// @param filters of the averaged weights; empty before the first epoch, and for networks that have none
    /// @param kept the epoch whose weights became the model; 0 before the end
    /// @param note why it failed; empty if it did not
    public record Moment(State state, History history, Optional<Filters> filters, int kept, String note) {
        /// Before the first epoch.
        public static final Moment START = new Moment(State.RUNNING, History.EMPTY, Optional.empty(), 0, "");

        public Moment withHistory(History changed) {
            return new Moment(state, changed, filters, kept, note);
        }

        public Moment withFilters(Optional<Filters> changed) {
            return new Moment(state, history, changed, kept, note);
        }

        public Moment finished(int epoch) {
            return new Moment(State.FINISHED, history, filters, epoch, note);
        }

        public Moment stopped() {
            return new Moment(State.STOPPED, history, filters, kept, note);
        }

        public Moment failed(String why) {
            return new Moment(State.FAILED, history, filters, kept, why);
        }
    }

    public TrainingPage(Subject subject, ExampleSheet sheet) {
        this.subject = subject;
        this.sheet = sheet;
    }

    /// @throws IOException if the file cannot be written
    public void write(Moment moment, Path file) throws IOException {
        new Page("Training", subject.title(), lead(moment), sections(moment), data(moment), List.of(SCRIPT))
                .write(file);
    }

    private String lead(Moment moment) {
        int done = moment.history().epochs().size();
        int planned = subject.recipe().pace().epochs();
        return switch (moment.state()) {
            case RUNNING ->
                done == 0
                        ? "The first epoch is under way."
                        : "Under way: %d of %d epochs are over.".formatted(done, planned);
            case STOPPED -> "Stopped after %d of %d epochs; mien train with --resume goes on.".formatted(done, planned);
            case FAILED -> "Failed after %d of %d epochs. %s".formatted(done, planned, moment.note());
            case FINISHED ->
                "Finished after %d %s; the model has the weights of epoch %d."
                        .formatted(done, done == 1 ? "epoch" : "epochs", moment.kept());
        };
    }

    private List<Section> sections(Moment moment) {
        var sections = new ArrayList<Section>();
        boolean begun = !moment.history().epochs().isEmpty();
        if (begun) {
            sections.add(new Section(
                    "course",
                    "Course",
                    "Training is measured on the changed pictures while the weights move, validation on plain pictures"
                            + " with the averaged weights; so validation can be the better one."));
        }
        if (begun && Figures.ofLabels(moment.history())) {
            sections.add(new Section(
                    "classes",
                    "Each class",
                    "How many of a class the network finds (recall), and how well that goes together with being right"
                            + " when it says so (F1). The other classes are the pale lines."));
        }
        sections.add(new Section(
                "examples",
                "What the network sees",
                "A picture of each class as it is, and as it was changed for each of the first epochs."));
        if (moment.filters().isPresent()) {
            sections.add(new Section(
                    "filters",
                    "First-layer filters",
                    "What the first convolution looks for in the picture, the strongest first. The bars tell how strong"
                            + " each is."));
        }
        sections.add(new Section("recipe", "Recipe", "Where it differs from the default recipe, both are given."));
        sections.add(new Section("network", "Network", "Its layers in order, and what one picture costs."));
        if (begun) {
            sections.add(new Section("pace", "Time", "How fast it went, epoch by epoch."));
        }
        return sections;
    }

    private ObjectNode data(Moment moment) {
        var data = JSON.createObjectNode().put("state", moment.state().name().toLowerCase(Locale.ROOT));
        var labels = new LabelNumbers(sheet.labels());
        data.put("epochs", subject.recipe().pace().epochs()).put("kept", moment.kept());
        if (moment.state() == State.RUNNING) {
            data.put("again", again(moment.history()));
            data.put("written", Instant.now().toEpochMilli());
        }
        Figures.into(data, moment.history(), labels);
        moment.filters().ifPresent(filters -> filters.into(data));
        SubjectData.into(data, subject);
        sheet.into(data, labels);
        labels.into(data);
        return data;
    }

    /// Seconds until there may be news.
    private static double again(History history) {
        return history.epochs().stream()
                .reduce((_, last) -> last)
                .map(EpochRecord::pace)
                .map(pace -> Math.clamp(pace.seconds() / 3, SOONEST, LATEST))
                .orElse(SOONEST);
    }
}
