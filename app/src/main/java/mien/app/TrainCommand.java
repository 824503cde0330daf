package mien.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.TrainingRequest.Start;
import mien.lab.TrainingRequest.Transfer;
import mien.lab.TrainingRun;
import mien.lab.dataset.DataSource;
import mien.lab.occlusion.Occlusion;
import mien.lab.report.Overfitting;
import mien.lab.torch.Precision;
import mien.lab.training.Augmentation.Mask;
import mien.lab.training.Balance;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Pace;
import mien.lab.training.RecipeFile;
import mien.lab.training.Recipes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mien train`: labelled pictures in, a model file out.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a network on labelled pictures and writes one ONNX file.",
        footer = {
            "",
            "Beside model.onnx, the folder model-training keeps checkpoint, recipe, history.csv and report.html:",
            "open it while the training goes on, and it follows.",
            "Ctrl-C stops with a checkpoint; --resume goes on from it.",
            "",
            "Examples:",
            "  mien train faces/ --network mien-xs --out faces.onnx --recipe quick",
            "  mien train fer2013.zip --network mien-s --out fer.onnx --epochs 40 --seed 7",
            "  mien train mine/ --network vgg16 --init vgg16_bn.safetensors --freeze 13",
            "  mien train fer2013.zip --print-recipe > mine.yaml     # change it, then: --recipe mine.yaml"
        })
public final class TrainCommand implements Callable<Integer> {
    private static final double MASK_SHARE = 0.5;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LabelledData data;

    @Option(
            names = "--also",
            paramLabel = "DATA",
            description = "More labelled pictures to train on, for the answers they fit; repeat for several.")
    private List<Path> more = List.of();

    @Option(
            names = "--teacher",
            paramLabel = "MODEL",
            description = "A trained model whose answers are learned besides the labels; repeat for several.")
    private List<String> teachers = List.of();

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "Start from the weights in a .safetensors or .onnx file, where names and shapes match; a"
                    + " table says what was taken. Knows torchvision's VGG16 and ResNet-50.")
    private @Nullable Path init;

    @Option(
            names = "--freeze",
            paramLabel = "N|LAYER",
            description = "Leave the first N layers of the trunk as they are, or all up to a layer such as trunk.5,"
                    + " and train the rest. `mien networks NAME` shows the layers.")
    private @Nullable String freeze;

    @Option(
            names = "--network",
            paramLabel = "NAME|FILE",
            description = "A built-in network (mien networks lists them) or a YAML file. Default: mien-s.")
    private String network = "mien-s";

    @Option(names = "--out", paramLabel = "FILE", description = "The model to write. Default: model.onnx.")
    private Path out = Path.of("model.onnx");

    @Option(
            names = "--recipe",
            paramLabel = "NAME|FILE",
            description = "default, quick, classic, shipped, or a YAML file that says what differs from default.")
    private String recipe = "default";

    @Option(names = "--epochs", paramLabel = "N", description = "Instead of the recipe's.")
    private @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Pictures per step, instead of the recipe's.")
    private @Nullable Integer batch;

    @Option(
            names = "--balance",
            paramLabel = "KIND",
            description = "none, weights, downsample or oversample, instead of the recipe's.")
    private @Nullable Balance balance;

    @Option(
            names = "--mask",
            paramLabel = "KIND[,KIND...]",
            description = "Mask training pictures at random: eyes, lower-half, glasses ... or all, instead of the"
                    + " recipe's. `mien masks` shows the kinds.")
    private @Nullable String mask;

    @Option(
            names = "--mask-share",
            paramLabel = "X",
            description = "Share of the pictures that get a mask, above 0, at most 1. Default: the recipe's, else 0.5.")
    private @Nullable Double maskShare;

    @Option(names = "--seed", paramLabel = "S", description = "Of weights, order and augmentation. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--precision",
            paramLabel = "KIND",
            description = "fp32, bf16, or auto: bf16 where the processor has it. Default: auto.")
    private Precision precision = Precision.AUTO;

    @Option(
            names = "--margin",
            paramLabel = "X",
            description = "Square cut around a detected face, times its box; goes into the model. Default: 0.9.")
    private double margin = Options.DEFAULT.margin();

    @Option(names = "--licence", paramLabel = "TEXT", description = "The data's terms, for the model's card.")
    private String licence = "";

    @Option(names = "--resume", description = "Go on with an unfinished training, if there is one.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Give up an unfinished training and start anew.")
    private boolean overwrite;

    @Option(names = "--print-recipe", description = "Print the recipe with all its values, and train nothing.")
    private boolean printRecipe;

    @Override
    public Integer call() throws Exception {
        var chosen = chosenRecipe();
        var output = spec.commandLine().getOut();
        if (printRecipe) {
            output.print(RecipeFile.toYaml(chosen));
            output.flush();
            return 0;
        }
        if (!(margin > 0 && margin <= 4)) {
            throw dialogue.wrong("--margin must be above 0 and at most 4, got " + margin);
        }
        var options = new Options(precision, seed, margin, start(), licence, Version.mien());
        var lessons =
                new Lessons(data.source(), more.stream().map(DataSource::new).toList(), teachers);
        if (freeze != null && init == null) {
            throw dialogue.wrong(
                    "--freeze needs --init: without it, the frozen layers would stay as the seed made them");
        }
        var transfer = new Transfer(init, freeze);
        var request = new TrainingRequest(lessons, network, chosen, out.toAbsolutePath(), options, transfer);
        var folder = request.model().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw dialogue.wrong("--out " + out + ": there is no folder to write it to; make it first");
        }
        return train(request);
    }

    private int train(TrainingRequest request) throws Exception {
        try (var progress = new TrainingProgress(spec.commandLine().getOut(), request.recipe())) {
            var result = new TrainingRun(request, progress).run();
            if (result.model().isEmpty()) {
                progress.note(
                        "stopped in epoch " + result.epoch() + "; the same command with --resume goes on from there");
                return TrainingProgress.STOPPED;
            }
            Overfitting.seenIn(result.history()).ifPresent(seen -> progress.note(seen.sentence()));
            progress.note(String.format(
                    Locale.ROOT,
                    "%s: %.1f MB, weights of epoch %d; history and recipe are in %s",
                    out,
                    Files.size(request.model()) / 1e6,
                    result.epoch(),
                    request.folder().getFileName()));
            return 0;
        }
    }

    private Recipe chosenRecipe() {
        var chosen = Recipes.named(recipe);
        try {
            var pace = chosen.pace();
            chosen = chosen.withPace(
                    new Pace(epochs == null ? pace.epochs() : epochs, batch == null ? pace.batchSize() : batch));
        } catch (IllegalArgumentException e) {
            throw dialogue.wrong(String.valueOf(e.getMessage()));
        }
        if (balance != null) {
            chosen = chosen.withObjective(chosen.objective().withBalance(balance));
        }
        return chosen.withAugmentation(chosen.augmentation().withMask(chosenMask(chosen)));
    }

    private Mask chosenMask(Recipe recipe) {
        var old = recipe.augmentation().mask();
        var kinds = mask == null ? old.kinds() : Occlusion.list(mask);
        if (maskShare != null && kinds.isEmpty()) {
            throw dialogue.wrong("--mask-share needs --mask to say which masks");
        }
        if (maskShare != null && !(maskShare > 0 && maskShare <= 1)) {
            throw dialogue.wrong("--mask-share must be above 0 and at most 1, got " + maskShare);
        }
        double usual = old.share() > 0 || kinds.isEmpty() ? old.share() : MASK_SHARE;
        return new Mask(kinds, maskShare == null ? usual : maskShare);
    }

    private Start start() {
        if (resume && overwrite) {
            throw dialogue.wrong("--resume and --overwrite contradict each other; choose one");
        }
        return resume ? Start.RESUME : overwrite ? Start.OVERWRITE : Start.FRESH;
    }
}
