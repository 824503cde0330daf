package mien.lab;

import java.nio.file.Path;
import java.util.List;
import mien.lab.dataset.DataSource;
import mien.lab.torch.Precision;
import mien.lab.training.Recipe;
import org.jspecify.annotations.Nullable;

/// What to train, on what, how, and where the result goes.
///
/// @param lessons what there is to learn from
/// @param network a built-in network's name, or a YAML file of layers
/// @param recipe everything else that decides about the weights
/// @param model the file to write
/// @param options what decides about this run
/// @param transfer what is taken from an earlier training
public record TrainingRequest(
        Lessons lessons, String network, Recipe recipe, Path model, Options options, Transfer transfer) {

    /// Training that starts from nothing.
    public TrainingRequest(Lessons lessons, String network, Recipe recipe, Path model, Options options) {
        this(lessons, network, recipe, model, options, Transfer.NONE);
    }

    /// Training on a folder, zip or csv as it is, without a teacher.
    public TrainingRequest(Path data, String network, Recipe recipe, Path model, Options options) {
        this(new Lessons(new DataSource(data)), network, recipe, model, options);
    }

    /// @param data labelled pictures, with or without corrections; their labels and votes make the heads, and their
    ///     validation part judges the network
    /// @param more data sets whose training pictures are added to those of `data`
    /// @param teachers models, shipped ones by name or files, whose answers the network learns besides the labels
    public record Lessons(DataSource data, List<DataSource> more, List<String> teachers) {
        public Lessons {
            more = List.copyOf(more);
            teachers = List.copyOf(teachers);
        }

        /// One data set, and no teacher.
        public Lessons(DataSource data) {
            this(data, List.of(), List.of());
        }
    }

    /// What is taken from an earlier training, on other data perhaps.
    ///
    /// @param init a safetensors or ONNX file whose weights are taken where names and shapes match
    /// @param freeze how many of the trunk's first layers stay as they are, or the path of the last one
    public record Transfer(@Nullable Path init, @Nullable String freeze) {
        public static final Transfer NONE = new Transfer(null, null);
    }

    /// What is learned from and judged by.
    public DataSource data() {
        return lessons.data();
    }

    /// @param precision of activations and convolutions
    /// @param seed of weights, order and augmentation
    /// @param margin side of the square that is cut around a detected face, as a multiple of the box; goes into the
    ///     model
    /// @param start what to do about an earlier training for the same file
    /// @param licence what the data's terms mean for the model, in plain words; goes into the model
    /// @param version of Mien, for the model's card
    public record Options(Precision precision, long seed, double margin, Start start, String licence, String version) {
        public static final Options DEFAULT = new Options(Precision.AUTO, 1, 0.9, Start.FRESH, "", "");

        public Options withSeed(long changed) {
            return new Options(precision, changed, margin, start, licence, version);
        }

        public Options withPrecision(Precision changed) {
            return new Options(changed, seed, margin, start, licence, version);
        }

        public Options withStart(Start changed) {
            return new Options(precision, seed, margin, changed, licence, version);
        }
    }

    /// How to begin when there may be an unfinished training.
    public enum Start {
        /// From nothing; an unfinished training is an error, so that it is not lost by mistake.
        FRESH,
        /// From nothing; an unfinished training is given up.
        OVERWRITE,
        /// Where the unfinished training stopped; from nothing if there is none.
        RESUME
    }

    /// The folder beside the model that holds checkpoint, history and recipe: `model.onnx` has `model-training`.
    public Path folder() {
        return folder(model);
    }

    /// The folder of the training for a model file.
    public static Path folder(Path model) {
        var name = model.getFileName().toString();
        var base = name.endsWith(".onnx") ? name.substring(0, name.length() - ".onnx".length()) : name;
        return model.resolveSibling(base + "-training");
    }
}
