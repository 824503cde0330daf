package mien.app.server;

import static mien.app.server.Schema.COUNT;
import static mien.app.server.Schema.SHARE;
import static mien.app.server.Schema.TEXT;
import static mien.app.server.Schema.field;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mien.app.server.Schema.ByName;
import mien.app.server.Schema.Field;
import mien.app.server.Schema.Fields;
import mien.app.server.Schema.Flag;
import mien.app.server.Schema.ListOf;
import mien.app.server.Schema.Maybe;
import mien.app.server.Schema.Real;
import mien.app.server.Schema.Text;
import mien.lab.runs.RunState;
import mien.lab.training.RecipeField;

/// The forms of what [RunsJson] writes and [RunsForm] reads.
final class RunsSchema {
    private static final Schema NUMBER = new Real(-Double.MAX_VALUE, Double.MAX_VALUE);
    private static final Schema SOME_SHARE = new Maybe(SHARE);
    private static final Schema SOME_NUMBER = new Maybe(NUMBER);
    private static final Schema STATE =
            new Text(Arrays.stream(RunState.values()).map(RunState::toString).toList());

    private static final Schema STEP = new Fields(List.of(
            field("phase", TEXT, "What it said last that it was about."),
            field("epoch", COUNT, "0 before the first."),
            field("step", COUNT, "Done in the epoch."),
            field("steps", COUNT, "Of the epoch."),
            field("loss", SOME_NUMBER, "Mean over the epoch so far, in nats."),
            field("accuracy", SOME_SHARE, "Over the epoch so far."),
            field("imagesPerSecond", SOME_NUMBER, "")));

    private static final List<Field> ABOUT = List.of(
            field("id", TEXT, "The path of the model below the folder, without `.onnx`."),
            field("state", STATE, ""),
            field("note", TEXT, "Why, in a sentence; may be empty."),
            field("resumable", new Flag(), "Whether it can be resumed from here."),
            field("data", TEXT, "Empty if nobody knows."),
            field("network", TEXT, "Empty if nobody knows."),
            field("seed", new Maybe(NUMBER), ""),
            field("epochs", new Maybe(COUNT), "To be done."),
            field("done", COUNT, "Epochs that are over."),
            field("accuracy", SOME_SHARE, "Of the validation, after the last epoch."),
            field("loss", SOME_NUMBER, "Of the validation, after the last epoch, in nats."),
            field("best", SOME_SHARE, "The best accuracy of the validation."),
            field("bestEpoch", COUNT, "0 before the first."),
            field("seconds", NUMBER, "All epochs together."),
            field("modelBytes", new Maybe(COUNT), "Null if there is no model."),
            field("report", new Flag(), "Whether there is a page."),
            field("changed", COUNT, "Milliseconds since 1970."),
            field("progress", new Maybe(STEP), "Null if it told nothing of itself."));

    /// A training in short.
    static final Schema RUN = new Fields(ABOUT);

    private static final Schema VALUE = new Fields(List.of(
            field("value", SOME_SHARE, ""),
            field("low", SOME_SHARE, "Of the 95 % interval."),
            field("high", SOME_SHARE, "")));

    private static final Schema JUDGED = new Fields(List.of(
            field("model", TEXT, ""),
            field("head", TEXT, ""),
            field("accuracy", VALUE, ""),
            field("macroF1", VALUE, "")));

    private static final Schema EVALUATION = new Fields(List.of(
            field("id", TEXT, "The path of the folder."),
            field("data", TEXT, ""),
            field("split", TEXT, "The part of the data."),
            field("pictures", COUNT, ""),
            field("report", new Flag(), "Whether there is a page."),
            field("models", new ListOf(JUDGED), "")));

    /// All trainings and evaluations.
    static final Schema LIST = new Fields(List.of(
            field("folder", new Flag(), "Whether the server has a folder of data, `--data`."),
            field("runs", new ListOf(RUN), "Those that go on first, then the newest."),
            field("evaluations", new ListOf(EVALUATION), "")));

    private static final Schema NUMBERS = new ListOf(SOME_NUMBER);

    private static final Schema HISTORY = new Fields(List.of(
            field("epoch", new ListOf(COUNT), ""),
            field("learningRate", NUMBERS, ""),
            field("trainLoss", NUMBERS, ""),
            field("trainAccuracy", NUMBERS, ""),
            field("validationLoss", NUMBERS, ""),
            field("validationAccuracy", NUMBERS, ""),
            field("imagesPerSecond", NUMBERS, ""),
            field("seconds", NUMBERS, ""),
            field("figures", new ByName(NUMBERS), "Of whole heads, as `fer7.macroF1`.")));

    /// A training in full.
    static final Schema WHOLE = new Fields(Stream.concat(
                    ABOUT.stream(),
                    Stream.of(
                            field("recipe", new ByName(TEXT), "By path; empty if it cannot be read."),
                            field("settings", new ByName(TEXT), "What else was asked for."),
                            field("history", HISTORY, "Epoch by epoch."),
                            field("overfitting", new Maybe(TEXT), "What is seen of it, in a sentence."),
                            field("output", new ListOf(TEXT), "The last lines that its process printed.")))
            .toList());

    /// What a training can be started with.
    static final Schema FORM = new Fields(List.of(
            field(
                    "data",
                    new ListOf(new Fields(List.of(
                            field("id", TEXT, ""),
                            field("corrected", new Flag(), "Whether corrections lie beside it.")))),
                    "What looks like labelled pictures."),
            field("networks", new ListOf(TEXT), "Those that are built in."),
            field("precisions", new ListOf(TEXT), ""),
            field("recipes", new ByName(new ByName(TEXT)), "The values of each built-in recipe, by path."),
            field("kinds", new ByName(new ByName(TEXT)), "What each kind starts from, as `optimizer.kind=adam`."),
            field(
                    "fields",
                    new ListOf(new Fields(List.of(
                            field("path", TEXT, "As `optimizer.learningRate`."),
                            field(
                                    "form",
                                    new Text(Arrays.stream(RecipeField.Form.values())
                                            .map(RunsForm::word)
                                            .toList()),
                                    ""),
                            field("choices", new ListOf(TEXT), ""),
                            field("kinds", new ListOf(TEXT), "That have such a value; all if empty."),
                            field("meaning", TEXT, "")))),
                    "The values of a recipe, in order.")));

    /// A training as it is ordered.
    static final Schema ORDER = new Fields(List.of(
            field("name", TEXT, "Of the model."),
            field("data", TEXT, "One of the form's."),
            field("corrected", new Flag(), "Whether the corrections beside the data are applied."),
            field("network", TEXT, "One of the form's."),
            field("seed", TEXT, "A whole number."),
            field("precision", TEXT, "One of the form's."),
            field("recipe", new ByName(TEXT), "Values by path; all others as in the default recipe.")));

    /// What is wrong with an order.
    static final Schema MISTAKES = new Fields(
            List.of(field("error", TEXT, "One sentence."), field("fields", new ByName(TEXT), "A sentence for each.")));

    private RunsSchema() {}
}
