package mien.lab.report.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.lab.audit.Audit;
import mien.lab.audit.Check;
import mien.lab.audit.Finding;
import mien.lab.audit.Finding.Copies.Member;
import mien.lab.audit.Flaw;
import mien.lab.audit.PictureFacts;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Problem;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.model.LabelSet;

/// An audit of plain grey pictures: number `i` has the grey value [#grey], and its label is `i` modulo 7.
final class MadeUp {
    static final String AWKWARD = "train/it's \"so\" </script><b>&amp; 😀 Ж.png";
    private static final int SIDE = 24;
    private static final LabelSet LABELS = LabelSet.FER7;

    private final List<Sample> samples;

    MadeUp(int pictures) {
        samples = IntStream.range(0, pictures)
                .mapToObj(i -> new Sample(file(i), i % 5 == 0 ? Split.TEST : Split.TRAIN, i % 7, null))
                .toList();
    }

    static String file(int i) {
        return i == 0 ? AWKWARD : "train/picture " + i + ".png";
    }

    static int grey(int i) {
        return 20 + 37 * i % 220;
    }

    static String label(int i) {
        return LABELS.labels().get(i % 7);
    }

    Dataset data() {
        var numbers = new java.util.HashMap<String, Integer>();
        samples.forEach(sample -> numbers.put(sample.file(), numbers.size()));
        return new Dataset("faces & <friends>.zip", LABELS, samples, List.of(), new Greys(numbers));
    }

    private record Greys(Map<String, Integer> numbers) implements PictureSource {
        @Override
        public Picture read(Sample sample) {
            var pixels = new byte[SIDE * SIDE];
            Arrays.fill(pixels, (byte) grey(numbers.getOrDefault(sample.file(), 0)));
            return new Picture(SIDE, SIDE, 1, pixels);
        }

        @Override
        public String contentKey() {
            return "greys";
        }

        @Override
        public void close() {}
    }

    /// @param suspects the first ones, each suspected to be the label after its own
    Audit audit(int suspects) {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding.Entry(new Problem(Problem.Kind.ROW, "labels.csv:17", "has no label <none>")));
        findings.add(new Finding.Unreadable("train/broken.jpg", "the JPEG data is damaged and cannot be decoded"));
        findings.add(new Finding.Flawed(Flaw.DARK, file(3), 12, 20));
        findings.add(new Finding.Flawed(Flaw.BLANK, file(4), 0, 5));
        findings.add(new Finding.Copies(true, List.of(member(5), member(6))));
        findings.add(new Finding.Copies(false, List.of(member(8), member(15), member(22))));
        for (int i = 0; i < suspects; i++) {
            double confidence = 0.99 - (double) i / suspects;
            findings.add(new Finding.Suspect(file(i), label(i), label(i + 1), confidence, "nine of ten say so"));
        }
        findings.add(new Finding.Faces(Finding.Faces.Trouble.CUT_OFF, file(2), "the face leaves the picture"));
        findings.add(new Finding.Shortcut("size", 0.4, "the size alone tells classes apart"));
        var light = new PictureFacts.Light(100, 40, 0.5, 0.1);
        var facts = samples.stream()
                .map(sample ->
                        new PictureFacts(sample, SIDE, SIDE, false, new PictureFacts.Encoding("png", 900), light))
                .toList();
        return new Audit(
                "faces & <friends>.zip", "made by a test", LABELS, EnumSet.allOf(Check.class), facts, findings);
    }

    private Member member(int i) {
        return new Member(file(i), samples.get(i).split(), label(i), null);
    }
}
