package mien.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private final List<Member> members = new ArrayList<>();

    /// @param name as it was given
    /// @param hash of the file, `sha256:...`
    private record Member(String name, String hash, Classifier model) {
        Optional<Head> headFor(LabelSet labels) {
            return model.contract().heads().stream()
                    .filter(head -> head.labels().labels().size() == labels.size()
                            && head.labels().labels().containsAll(labels.labels()))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name + " (" + hash + ")";
        }
    }

    /// @param names of shipped models, or files; at least one
    /// @param input of the network that learns; each model must have the same
    /// @throws mien.error.MienException if a file is no model, or wants another input
    OnnxTeacher(List<String> names, Preprocessing input) {
        try {
            for (var name : names) {
                var file = ModelFile.named(name);
                var model = file.open(Engine.DEFAULT);
                members.add(new Member(name, "sha256:" + Hashing.sha256(file.bytes()), model));
                refuseOtherInput(name, model.contract().input(), input);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Refuses a model that could teach nothing.
    ///
    /// @param heads the answers that the network learns
    /// @throws TrainingException if one of the models has none of these answers
    void refuseForeignLabels(List<LabelSet> heads) {
        for (var member : members) {
            if (heads.stream().noneMatch(labels -> member.headFor(labels).isPresent())) {
                var own = member.model().contract().heads().stream()
                        .map(Head::labels)
                        .toList();
                throw new TrainingException("teacher " + member.name() + ": it answers " + shown(own) + ", the network "
                        + shown(heads) + "; choose a teacher with the same labels, or leave it out");
            }
        }
    }

    private static String shown(List<LabelSet> heads) {
        return heads.stream().map(head -> head.labels().toString()).collect(Collectors.joining(" and "));
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
        int bytes = members.getFirst().model().contract().input().bytes();
        var inputs = inputs(images, bytes);
        var answers = targets.stream()
                .map(target -> new float[inputs.size() * target.labels().size()])
                .toList();
        members.forEach(member -> add(member, inputs, targets, answers));
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

    /// Adds one model's answers to the sums of the heads that it has.
    private static void add(Member member, List<byte[]> inputs, List<Targets> targets, List<float[]> sums) {
        var heads = new LinkedHashMap<Integer, Head>();
        for (int h = 0; h < sums.size(); h++) {
            int target = h;
            member.headFor(targets.get(h).labels()).ifPresent(head -> heads.put(target, head));
        }
        var answers =
                member.model().classify(inputs, List.copyOf(heads.values())).iterator();
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
        return members.stream().map(Member::hash).collect(Collectors.joining(" "));
    }

    /// What [#fingerprint] was in older versions, with the names as they were given.
    String olderFingerprint() {
        return members.stream().map(Member::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return members.stream().map(Member::toString).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        members.forEach(member -> member.model().close());
    }
}
