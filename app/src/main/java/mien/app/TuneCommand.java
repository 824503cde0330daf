package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.TrainingRequest.Start;
import mien.lab.report.tune.TuneReport;
import mien.lab.torch.Precision;
import mien.lab.torch.Training;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Pace;
import mien.lab.training.Recipes;
import mien.lab.tune.Asha;
import mien.lab.tune.Ranking;
import mien.lab.tune.Sampler;
import mien.lab.tune.SpaceFile;
import mien.lab.tune.Trial;
import mien.lab.tune.Tuning;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `mien tune`: labelled pictures and a space in, the best recipe found and the record of the search out.
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = "Searches for the values of recipe and network that validate best.",
        footer = {
            "",
            "A space names what may vary: a list is a choice, from and to are a range.",
            "  optimizer.learningRate: {from: 0.003, to: 0.3, scale: log}",
            "  pace.batchSize: {from: 64, to: 512, scale: log, whole: true}",
            "  network: [mien-xs, mien-s]",
            "",
            "The folder keeps study.jsonl (the state), report.html, trials.xlsx, trials.csv, epochs.csv, best.yaml (the best",
            "recipe) and a training for each trial. The same command goes on after Ctrl-C or kill, and may run several",
            "times at once: the processes share the trials. A higher --trials goes further.",
            "",
            "Example:",
            "  mien tune fer2013.zip --network mien-xs --space space.yaml --trials 40 --epochs 9 --out search/"
        })
public final class TuneCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LabelledData data;

    @Option(
            names = "--network",
            paramLabel = "NAME|FILE",
            description = "A built-in network, or a YAML file, with $${width} for network.width. Default: mien-s.")
    private String network = "mien-s";

    @Option(names = "--space", paramLabel = "FILE", required = true, description = "What may vary, as YAML.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path space;

    @Option(names = "--trials", paramLabel = "N", description = "Trials in all. Default: 20.")
    private int trials = 20;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder of the search.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(names = "--recipe", paramLabel = "NAME|FILE", description = "What does not vary. Default: default.")
    private String recipe = "default";

    @Option(names = "--epochs", paramLabel = "N", description = "Of each trial, instead of the recipe's.")
    private @Nullable Integer epochs;

    @Option(names = "--sampler", paramLabel = "KIND", description = "tpe or random. Default: tpe.")
    private Kind sampler = Kind.TPE;

    @Option(
            names = "--no-early-stop",
            description = "Train every trial to its end, instead of ending those that others have left behind.")
    private boolean noEarlyStop;

    @Option(names = "--seed", paramLabel = "S", description = "Of the search and of every training. Default: 1.")
    private long seed = 1;

    @Option(names = "--precision", paramLabel = "KIND", description = "fp32, bf16 or auto. Default: auto.")
    private Precision precision = Precision.AUTO;

    /// How trials are chosen.
    enum Kind {
        TPE,
        RANDOM
    }

    @Override
    public Integer call() throws Exception {
        if (trials < 1) {
            throw new ParameterException(spec.commandLine(), "--trials must be at least 1, got " + trials);
        }
        var plan = plan();
        try (var progress =
                new TrainingProgress(spec.commandLine().getOut(), plan.base().recipe())) {
            summary(new Tuning(plan, new Shown(plan, progress)).run(), progress);
            return progress.stopRequested() ? TrainingProgress.STOPPED : 0;
        }
    }

    private Tuning.Plan plan() {
        var base = chosenRecipe();
        var options = new Options(precision, seed, Options.DEFAULT.margin(), Start.RESUME, "", Version.mien());
        var model = out.toAbsolutePath().normalize().resolve("model.onnx");
        var request = new TrainingRequest(new Lessons(data.source()), network, base, model, options);
        var chooser = switch (sampler) {
            case TPE -> Sampler.Tpe.DEFAULT;
            case RANDOM -> new Sampler.Uniform();
        };
        var asha = noEarlyStop ? Asha.NONE : Asha.forEpochs(base.pace().epochs());
        return new Tuning.Plan(request, SpaceFile.read(space), trials, chooser, asha);
    }

    private Recipe chosenRecipe() {
        var chosen = Recipes.named(recipe);
        if (epochs == null) {
            return chosen;
        }
        try {
            return chosen.withPace(new Pace(epochs, chosen.pace().batchSize()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void summary(List<Trial> all, TrainingProgress progress) {
        Ranking.best(all)
                .ifPresent(trial -> progress.note(String.format(
                        Locale.ROOT, "best: trial %d, score %.4f, %s", trial.number(), trial.score(), trial.values())));
        long open =
                all.stream().filter(t -> t.verdict() == Trial.Verdict.RUNNING).count();
        progress.note(String.format(
                Locale.ROOT,
                "%d trials in %s: report.html, trials.xlsx, trials.csv, epochs.csv, best.yaml%s",
                all.size(),
                out,
                open == 0 ? "" : "; " + open + " unfinished: the same command goes on"));
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    /// Each training as `mien train` shows it, between a line that says what is tried and one that says what it gave.
    private record Shown(Tuning.Plan plan, TrainingProgress progress) implements Tuning.Watcher {
        @Override
        public void began(Trial trial) {
            progress.note("trial " + trial.number() + ": " + trial.values());
        }

        @Override
        public void ended(Trial trial) {
            progress.note(String.format(
                    Locale.ROOT,
                    "trial %d: %s, score %.4f, %d epochs, %.0f s%s",
                    trial.number(),
                    trial.verdict().name().toLowerCase(Locale.ROOT),
                    trial.score(),
                    trial.epochs().size(),
                    trial.seconds(),
                    trial.reason().isEmpty() ? "" : "; " + trial.reason()));
        }

        @Override
        public void recorded(List<Trial> trials) {
            report(() -> TuneReport.write(plan, trials));
        }

        @Override
        public void left(List<Trial> trials) {
            report(() -> TuneReport.writeAll(plan, trials));
        }

        /// The search goes on if a file cannot be replaced, because a spreadsheet program holds it, for example.
        private void report(Writing writing) {
            try {
                writing.write();
            } catch (IOException e) {
                progress.note("the report could not be written, the search goes on: " + e);
            }
        }

        @Override
        public void note(String line) {
            progress.note(line);
        }

        @Override
        public void stepped(Training.Progress step) {
            progress.stepped(step);
        }

        @Override
        public void epochEnded(EpochRecord epoch, History history) {
            progress.epochEnded(epoch, history);
        }

        @Override
        public boolean stopRequested() {
            return progress.stopRequested();
        }
    }
}
