package mien.lab.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mien.error.MienException;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Start;
import mien.lab.TrainingRun;
import mien.lab.network.InvalidNetworkException;
import mien.lab.network.NetworkFileException;
import mien.lab.torch.DivergedException;
import mien.lab.torch.Training;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.RecipeException;
import mien.lab.training.RecipeFile;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;

/// Trains trial after trial, until there are enough or it is asked to stop.
public final class Tuning {
    private final Plan plan;
    private final Watcher watcher;
    private final Study study;

    /// @param base what every trial is, but for its values; its model's folder is that of the search
    /// @param space what differs
    /// @param trials that there should be in all
    /// @param sampler chooses them
    /// @param asha ends them
    public record Plan(TrainingRequest base, Space space, int trials, Sampler sampler, Asha asha) {
        public Plan {
            if (trials < 1) {
                throw new IllegalArgumentException("trials: must be at least 1, got " + trials);
            }
        }

        /// The folder of the search.
        public Path folder() {
            return base.model().toAbsolutePath().resolveSibling("");
        }
    }

    /// Looks on; what it is told about a training is about the trial that began last.
    public interface Watcher extends TrainingRun.Watcher {
        void began(Trial trial);

        void ended(Trial trial);

        /// All trials so far, after each verdict. No other process works on the search meanwhile, so that this is
        /// where to write what is told of it.
        void recorded(List<Trial> trials);

        /// All trials, when this process has nothing left to do or was asked to stop; no other one works meanwhile.
        void left(List<Trial> trials);
    }

    /// @throws mien.error.MienException if the space does not fit recipe and network, the data cannot be read or
    /// has no
    ///     such metric, or another search is in the folder
    public Tuning(Plan plan, Watcher watcher) throws IOException {
        this.plan = plan;
        this.watcher = watcher;
        refuseWhatCannotBeTrained();
        TrainingRun.rehearse(plan.base());
        study = Study.open(
                plan.folder(), plan.space(), setup(), plan.base().options().seed());
    }

    /// What all trials have in common; a search in which any of it differs is another one.
    private Map<String, String> setup() throws IOException {
        var base = plan.base();
        var setup = new LinkedHashMap<String, String>();
        setup.put("data", base.data().path().toAbsolutePath().toString());
        setup.put("corrections", base.data().correctionsInBrief());
        setup.put("network", base.network());
        setup.put("network file", Overrides.networkFiles(base.network(), plan.space()));
        setup.put("recipe", RecipeFile.toYaml(base.recipe()));
        setup.put("precision", base.options().precision().resolved().name().toLowerCase(Locale.ROOT));
        return setup;
    }

    /// Tries the ends of all ranges and all choices, so that a slip in the space shows now and not in trial 17.
    private void refuseWhatCannotBeTrained() throws IOException {
        for (var varied : plan.space().parameters()) {
            refuseWhatTrialsAreComparedBy(varied.name());
            int places =
                    varied instanceof Parameter.Choice choice ? choice.values().size() : 2;
            for (int i = 0; i < places; i++) {
                double place = varied instanceof Parameter.Choice ? (i + 0.5) / places : i;
                var values = plan.space().at(p -> p.equals(varied) ? place : 0);
                Overrides.recipe(plan.base().recipe(), values);
                Overrides.filledNetwork(plan.base().network(), values);
            }
        }
    }

    private static void refuseWhatTrialsAreComparedBy(String name) {
        if (name.equals("pace.epochs")) {
            throw new TuneException("pace.epochs: trials are compared epoch by epoch, so all have the same number;"
                    + " take it out of the space and set it with --epochs");
        }
        if (name.equals("averaging.metric")) {
            throw new TuneException("averaging.metric: trials are compared by it, so all have the same;"
                    + " take it out of the space and set it in the recipe");
        }
    }

    /// Works on the search, beside other processes if there are any.
    ///
    /// @return all trials, as they are when this process has nothing left to do
    public List<Trial> run() throws IOException, InterruptedException {
        while (!watcher.stopRequested()) {
            var claim = study.claim(plan.trials(), plan.sampler());
            if (claim.isEmpty()) {
                break;
            }
            try (var mine = claim.get()) {
                run(mine);
            }
        }
        study.show(watcher::left);
        return study.trials();
    }

    private void run(Study.Claim claim) throws IOException, InterruptedException {
        var trial = claim.trial();
        watcher.began(trial);
        boolean unfinished = trial.epochs().size() < plan.base().recipe().pace().epochs();
        if (unfinished && plan.asha().stops(trial, study.trials())) { // its process died before the verdict was written
            end(claim, Verdict.PRUNED, pruned(trial.epochs().size()));
            return;
        }
        try {
            var request = request(trial);
            var looking = new Looking(claim, request.recipe());
            var result = new TrainingRun(request, looking).run();
            if (result.model().isPresent()) {
                end(claim, Verdict.FINISHED, "");
            } else if (looking.pruned) {
                end(claim, Verdict.PRUNED, pruned(result.history().epochs().size()));
                Files.deleteIfExists(request.folder().resolve("checkpoint.safetensors"));
            }
        } catch (MienException e) {
            if (!isOfTheValues(e)) {
                throw e; // the trial waits for better days
            }
            end(claim, Verdict.FAILED, String.valueOf(e.getMessage()));
            if (study.trials().stream().allMatch(t -> t.verdict() == Verdict.FAILED)) {
                throw e; // not these values are to blame, but what all trials share
            }
        }
    }

    /// Whether a trial's values can be why. Data, disk and checkpoints are not: what is wrong with them is wrong for
    /// all trials, and can be put right.
    private static boolean isOfTheValues(MienException e) {
        return e instanceof DivergedException
                || e instanceof RecipeException
                || e instanceof InvalidNetworkException
                || (e instanceof NetworkFileException network && network.atALine())
                || (e instanceof TuneException && e.getCause() instanceof RecipeException);
    }

    private static String pruned(int epoch) {
        return "others were better after epoch " + epoch;
    }

    private void end(Study.Claim claim, Verdict verdict, String reason) throws IOException {
        study.end(claim, verdict, reason);
        study.show(trials -> {
            watcher.ended(trials.get(claim.trial().number() - 1));
            watcher.recorded(trials);
        });
    }

    private TrainingRequest request(Trial trial) throws IOException {
        var folder = study.folder(trial.number());
        var base = plan.base();
        return new TrainingRequest(
                base.lessons(),
                Overrides.network(base.network(), trial.values(), folder),
                Overrides.recipe(base.recipe(), trial.values()),
                folder.resolve("model.onnx"),
                base.options().withSeed(trial.seed()).withStart(Start.RESUME));
    }

    /// What an epoch counts: the figure that the recipe goes by, of the weights that would be kept.
    static double score(Recipe recipe, History history) {
        var scores =
                history.epochs().stream().mapToDouble(recipe.averaging()::score).toArray();
        double last = scores[scores.length - 1];
        return recipe.averaging().keep() == Keep.LAST
                ? last
                : java.util.Arrays.stream(scores)
                        .filter(s -> !Double.isNaN(s))
                        .max()
                        .orElse(last);
    }

    private static Map<String, Double> figures(EpochRecord e) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("train.loss", e.train().loss());
        figures.put("train.accuracy", e.train().accuracy());
        figures.put("validation.loss", e.validation().loss());
        figures.put("validation.accuracy", e.validation().accuracy());
        figures.putAll(e.figures());
        return figures;
    }

    /// Records each epoch, and stops the training when the others are too far ahead.
    private final class Looking implements TrainingRun.Watcher {
        private final Study.Claim claim;
        private final Recipe recipe;
        private boolean pruned;

        Looking(Study.Claim claim, Recipe recipe) {
            this.claim = claim;
            this.recipe = recipe;
        }

        @Override
        public void note(String line) {
            if (claim.trial().number() == 1) {
                watcher.note(line); // all trials would say the same of the same data
            }
        }

        @Override
        public void stepped(Training.Progress progress) {
            watcher.stepped(progress);
        }

        @Override
        public void epochEnded(EpochRecord epoch, History history) {
            watcher.epochEnded(epoch, history);
            double score = score(recipe, history);
            var record =
                    new Epoch(epoch.epoch(), score, figures(epoch), epoch.pace().seconds());
            try {
                boolean last = epoch.epoch() == recipe.pace().epochs();
                pruned = study.report(claim, record, plan.asha()) && !last;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean stopRequested() {
            return pruned || watcher.stopRequested();
        }
    }
}
