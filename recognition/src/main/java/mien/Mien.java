package mien;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import mien.face.Detection;
import mien.face.FaceDetector;
import mien.image.HeatMap;
import mien.image.Picture;
import mien.model.Classifier;
import mien.model.Contract;
import mien.model.Head;
import mien.model.ModelFile;

/// Reads emotions from photos. One instance is safe for many threads; open one and keep it.
///
/// ```java
/// try (var mien = Mien.load()) {
///     for (var face : mien.analyze(Path.of("photo.jpg")).faces()) {
///         System.out.println(face.box() + " " + face.reading().emotion());
///     }
/// }
/// ```
public final class Mien implements AutoCloseable {
    private static final Comparator<Detection> LEFT_TO_RIGHT = Comparator.comparingInt(
                    (Detection found) -> found.box().x())
            .thenComparingInt(found -> found.box().y());

    private final MienOptions options;
    private final Classifier classifier;
    private final FaceDetector detector;
    private final Optional<Gate> gate;
    private final Head head;

    private Mien(MienOptions options, Classifier classifier, FaceDetector detector) {
        this.options = options;
        this.classifier = classifier;
        this.detector = detector;
        var contract = classifier.contract();
        head = options.head().map(contract::head).orElseGet(contract::defaultHead);
        gate = options.search().gate().map(model -> Gate.open(model, options.engine())); // last: nothing leaks
    }

    /// With the shipped model and the usual settings.
    public static Mien load() {
        return load(MienOptions.DEFAULT);
    }

    /// With a model of your own and the usual settings.
    public static Mien load(Path model) {
        return load(MienOptions.DEFAULT.withModel(ModelFile.of(model)));
    }

    /// Opens the detector and the models, at the same time.
    ///
    /// @throws mien.model.ModelException if a model cannot be used, or has no such head
    /// @throws mien.face.DetectorException if the detector cannot be had
    public static Mien load(MienOptions options) {
        var detector = options.detector().get();
        try {
            var classifier = open(options, detector);
            try {
                return new Mien(options, classifier, detector);
            } catch (RuntimeException e) {
                classifier.close();
                throw e;
            }
        } catch (RuntimeException e) {
            detector.close();
            throw e;
        }
    }

    /// What keeps the detector from being prepared is said when it is asked for faces.
    private static Classifier open(MienOptions options, FaceDetector detector) {
        try (var aside = Executors.newSingleThreadExecutor()) {
            var _ = aside.submit(detector::prepare);
            return options.model().open(options.engine());
        }
    }

    public Contract contract() {
        return classifier.contract();
    }

    /// The head that answers, with its labels.
    public Head head() {
        return head;
    }

    /// @throws mien.image.PictureException if the file cannot be read, is no picture, or too large a one
    public Photo analyze(Path file) {
        return classify(List.of(find(file))).getFirst();
    }

    /// @param encoded a JPEG, PNG, WebP, BMP, TIFF or GIF
    /// @throws mien.image.PictureException if the bytes are no picture, or too large a one
    public Photo analyze(byte[] encoded) {
        return classify(List.of(find(encoded))).getFirst();
    }

    public Photo analyze(Picture picture) {
        return classify(List.of(find(picture, 0))).getFirst();
    }

    /// The first half of [#analyze(Path)]: finds the faces and cuts them out, for [#classify] of many photos at
    /// once.
    ///
    /// @throws mien.image.PictureException as [#analyze(Path)] does
    public Sighting find(Path file) {
        long start = System.nanoTime();
        var picture = read(file);
        return find(picture, since(start));
    }

    /// The first half of [#analyze(byte[])].
    ///
    /// @throws mien.image.PictureException as [#analyze(byte[])] does
    public Sighting find(byte[] encoded) {
        long start = System.nanoTime();
        var picture = Picture.decode(encoded, options.maxPixels());
        return find(picture, since(start));
    }

    /// The second half of [#analyze(Path)]: what the faces of several photos show, all in one batch.
    ///
    /// @return a photo for each sighting, in the same order; its milliseconds hold its faces' share of the
    ///     batch
    public List<Photo> classify(List<Sighting> sightings) {
        long start = System.nanoTime();
        var crops = sightings.stream().flatMap(one -> one.crops().stream()).toList();
        var probabilities = classifier.classify(crops, head);
        double each = since(start) / Math.max(1, crops.size());
        var photos = new ArrayList<Photo>();
        int from = 0;
        for (var one : sightings) {
            int to = from + one.crops().size();
            var faces = faces(one, Arrays.copyOfRange(probabilities, from, to));
            photos.add(new Photo(one.width(), one.height(), faces, one.times().sum() + each * faces.size()));
            from = to;
        }
        return List.copyOf(photos);
    }

    /// Decodes a file under the limit of these options, for those who want both the pixels and the answer.
    ///
    /// @throws mien.image.PictureException as [#analyze(Path)] does
    public Picture read(Path file) {
        return Picture.read(file, options.maxPixels());
    }

    private Sighting find(Picture picture, double decoding) {
        long start = System.nanoTime();
        var found = found(picture);
        double detecting = since(start);
        long cutting = System.nanoTime();
        var input = classifier.contract().input();
        var crops = found.stream().map(face -> input.face(picture, face.box())).toList();
        var times = new Sighting.Times(decoding, detecting, since(cutting));
        return new Sighting(picture.width(), picture.height(), found, crops, times);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /// What the detector finds, from left to right, as the gate judges it.
    private List<Detection> found(Picture picture) {
        var found = detector.detect(picture, options.minFace()).stream()
                .sorted(LEFT_TO_RIGHT)
                .toList();
        return gate.filter(_ -> !found.isEmpty())
                .map(asked -> asked.judged(picture, found))
                .orElse(found);
    }

    private List<Face> faces(Sighting sighting, double[][] probabilities) {
        var faces = new ArrayList<Face>();
        for (int i = 0; i < probabilities.length; i++) {
            var detection = sighting.detections().get(i);
            var crop = sighting.crops().get(i);
            faces.add(face(detection, Reading.of(head, probabilities[i], () -> explanation(detection, crop))));
        }
        return faces;
    }

    private Explanation explanation(Detection found, byte[] crop) {
        var labels = head.labels().labels();
        var evidence = classifier.explain(List.of(crop), head).getFirst().maps();
        var maps = new LinkedHashMap<String, HeatMap>();
        for (int i = 0; i < labels.size(); i++) {
            maps.put(labels.get(i), evidence.get(i));
        }
        return new Explanation(found.box().square(contract().input().margin()), maps);
    }

    private Face face(Detection found, Reading reading) {
        boolean human = found.human().orElse(1) >= Gate.THRESHOLD;
        var honest = human ? reading : reading.withOutcome(Outcome.NOT_HUMAN);
        return new Face(found.box(), detector.name(), found.score(), found.judged(), honest);
    }

    @Override
    public void close() {
        detector.close();
        classifier.close();
        gate.ifPresent(Gate::close);
    }
}
