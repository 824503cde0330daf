package mien.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import mien.image.Preprocessing;
import mien.lab.dataset.Hashing;
import mien.lab.torch.TrainingException;
import mien.lab.training.Targets;
import mien.lab.training.Teacher;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;

/// Model files as teachers; their calibrated probabilities are averaged.
final class OnnxTeacher implements Teacher, AutoCloseable {
    private final List<Classifier> models = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /// @param names of shipped models, or files; at least one
    /// @param input of the network that learns; each model must have the same
    /// @throws mien.error.MienException if a file is no model, or wants another input
    OnnxTeacher(List<String> names, Preprocessing input) {
        try {
            for (var name : names) {
                var file = ModelFile.named(name);
                this.names.add(name + " (sha256:" + Hashing.sha256(file.bytes()) + ")");
                models.add(file.open(Engine.DEFAULT));
                refuseOtherInput(name, models.getLast().contract().input(), input);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void refuseOtherInput(String name, Preprocessing own, Preprocessing wanted) {
        if (!shape(own).equals(shape(wanted))) {
            throw new TrainingException("teacher " + name + ": it looks at " + shape(own) + ", the network at "
                    + shape(wanted) + "; choose a teacher with the same input");
        }
    }

    private static String shape(Preprocessing input) {
        return input.channels() + "x" + input.height() + "x" + input.width();
    }

    @Override
    public List<float[]> answers(float[] images, List<Targets> targets) {
        int bytes = models.getFirst().contract().input().bytes();
        var inputs = inputs(images, bytes);
        var answers = targets.stream()
                .map(target -> new float[inputs.size() * target.labels().size()])
                .toList();
        models.forEach(model -> add(model, inputs, targets, answers));
        for (int h = 0; h < answers.size(); h++) {
            normalise(answers.get(h), targets.get(h).labels().size());
        }
        return answers;
    }

    private static List<byte[]> inputs(float[] images, int bytes) {
        var inputs = new ArrayList<byte[]>();
        for (int from = 0; from < images.length; from += bytes) {
            var input = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                input[i] = (byte) Math.round(images[from + i]);
            }
            inputs.add(input);
        }
        return inputs;
    }

    private static Optional<Head> headFor(Classifier model, LabelSet labels) {
        return model.contract().heads().stream()
                .filter(head -> head.labels().labels().size() == labels.size()
                        && head.labels().labels().containsAll(labels.labels()))
                .findFirst();
    }

    /// Adds one model's answers to the sums of the heads that it has.
    private static void add(Classifier model, List<byte[]> inputs, List<Targets> targets, List<float[]> sums) {
        var heads = new LinkedHashMap<Integer, Head>();
        for (int h = 0; h < sums.size(); h++) {
            int target = h;
            headFor(model, targets.get(h).labels()).ifPresent(head -> heads.put(target, head));
        }
        var answers = model.classify(inputs, List.copyOf(heads.values())).iterator();
        heads.forEach(
                (h, head) -> add(answers.next(), head.labels(), targets.get(h).labels(), sums.get(h)));
    }

    private static void add(double[][] rows, LabelSet from, LabelSet to, float[] sum) {
        for (int c = 0; c < to.size(); c++) {
            int source = from.labels().indexOf(to.labels().get(c));
            for (int i = 0; i < rows.length; i++) {
                sum[i * to.size() + c] += (float) rows[i][source];
            }
        }
    }

    private static void normalise(float[] rows, int classes) {
        for (int from = 0; from < rows.length; from += classes) {
            float sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += rows[from + c];
            }
            for (int c = 0; c < classes && sum > 0; c++) {
                rows[from + c] /= sum;
            }
        }
    }

    @Override
    public String fingerprint() {
        return String.join(" ", names);
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }

    @Override
    public void close() {
        models.forEach(Classifier::close);
    }
}
