package mien.lab.explain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mien.image.HeatMap;
import mien.image.Preprocessing;
import mien.model.Classifier;
import mien.model.ForeignClassifier;
import mien.model.Head;
import mien.model.ModelFile;

/// Makes heat maps by one method for one head of one model.
///
/// The values of a map can be compared within a method, not across methods: they are parts of a logit,
/// gradients, or differences of probabilities.
public interface Explainer extends AutoCloseable {

    /// @param face raw pixels as the model wants them, `[C, H, W]`
    /// @param classes which of the head's labels to explain, by number
    @SuppressWarnings("ArrayRecordComponent") // bulk data: never compared
    record Question(byte[] face, List<Integer> classes) {
        public Question {
            classes = List.copyOf(classes);
        }
    }

    /// @return for each question a map for each of its classes
    List<List<HeatMap>> maps(List<Question> questions);

    @Override
    void close();

    /// What an explainer explains.
    ///
    /// @param file the model's file, for methods that look inside
    /// @param input what it sees
    /// @param answers runs it
    /// @param own the same model, open, if it is one of Mien's; it stays open
    record Subject(ModelFile file, Preprocessing input, Head head, Answers answers, Optional<Classifier> own) {

        /// A model of Mien.
        public Subject(ModelFile file, Classifier classifier, Head head) {
            this(
                    file,
                    classifier.contract().input(),
                    head,
                    faces -> classifier.classify(faces, head),
                    Optional.of(classifier));
        }

        /// Any other ONNX file.
        public static Subject of(ModelFile file, ForeignClassifier classifier) {
            var contract = classifier.contract();
            return new Subject(file, contract.input(), contract.head(), classifier::classify, Optional.empty());
        }

        /// Calibrated probabilities, `[faces, classes]`.
        double[][] answers(List<byte[]> faces) {
            return answers.of(faces);
        }

        /// @param what needs it
        /// @throws ExplainException if it is not a model of Mien
        Classifier ownFor(String what) {
            return own.orElseThrow(() -> new ExplainException(file + ": is not a model of Mien, so there is no " + what
                    + " for it; use --method occlusion or rise"));
        }
    }

    /// @param seed of masks and noise
    /// @param samples masks, noisy copies or steps; 0 for as many as the method usually takes
    record Settings(long seed, int samples) {
        public static final Settings DEFAULT = new Settings(1, 0);

        public Settings {
            if (samples < 0 || samples > 1_000_000) {
                throw new ExplainException("samples: must be 1 to 1,000,000, got " + samples);
            }
        }

        int samplesOr(int usual) {
            return samples == 0 ? usual : samples;
        }
    }

    /// @throws mien.error.MienException if the method cannot be used on this model
    static Explainer of(Method method, Subject subject, Settings settings) {
        var input = subject.input();
        return switch (method) {
            case CAM -> simple(questions -> ClassActivation.maps(subject, questions));
            case OCCLUSION -> simple(new OcclusionMaps(subject::answers, input)::maps);
            case RISE -> simple(new RiseMaps(subject::answers, input, settings)::maps);
            case GRAD_CAM, GRADIENT, SMOOTH_GRAD, INTEGRATED -> GradientMaps.of(method, subject, settings);
        };
    }

    private static Explainer simple(Function<List<Question>, List<List<HeatMap>>> work) {
        return new Explainer() {
            @Override
            public List<List<HeatMap>> maps(List<Question> questions) {
                return work.apply(questions);
            }

            @Override
            public void close() {} // nothing of its own
        };
    }
}
