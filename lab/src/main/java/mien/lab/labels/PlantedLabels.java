package mien.lab.labels;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.labels.LabelCheck.Options;
import mien.lab.labels.LabelCheck.Progress;
import mien.lab.torch.Precision;

public final class PlantedLabels {
    public static void main(String[] args) throws Exception {
        var options = new Options(
                Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]), Precision.AUTO);
        long start = System.nanoTime();
        try (var original = Datasets.open(Path.of(args[0]))) {
            var samples = new ArrayList<>(original.samples());
            var random = new SplittableRandom(Long.parseLong(args[3]));
            var planted = new BitSet();
            int wanted = samples.size() / 20;
            while (planted.cardinality() < wanted) {
                int i = random.nextInt(samples.size());
                var s = samples.get(i);
                if (!planted.get(i)) {
                    planted.set(i);
                    int label =
                            (s.label() + 1 + random.nextInt(original.labels().size() - 1))
                                    % original.labels().size();
                    samples.set(i, new Sample(s.file(), s.split(), label, s.voted(), s.origin()));
                }
            }
            var data = new Dataset(
                    original.name(), original.form(), original.labels(), samples, List.of(), original.source());
            try (var pixels = PixelCache.open(data, LabelCheck.INPUT)) {
                var out = Path.of(args[4]);
                var last = new long[1];
                var result = LabelCheck.run(data, pixels, List.of(), options, new LabelCheck.Watcher() {
                            public void stepped(Progress p) {
                                if (System.nanoTime() - last[0] > 15e9) {
                                    last[0] = System.nanoTime();
                                    System.out.println(p);
                                }
                            }

                            public boolean stopRequested() {
                                return false;
                            }
                        })
                        .orElseThrow();
                var csv = new StringBuilder();
                for (int i = 0; i < samples.size(); i++) {
                    csv.append(pixels.contentHash(i))
                            .append(',')
                            .append(original.samples().get(i).label())
                            .append(',')
                            .append(samples.get(i).label());
                    for (double p : result.probabilities()[i]) csv.append(String.format(Locale.ROOT, ",%.5f", p));
                    csv.append('\n');
                }
                Files.writeString(out, csv);
                int top = wanted, hits = 0;
                for (var s : result.suspects()
                        .subList(0, Math.min(top, result.suspects().size()))) hits += planted.get(s.sample()) ? 1 : 0;
                System.out.println("suspects " + result.suspects().size() + " agreement " + result.agreement()
                        + " hits " + hits + " of " + top);
                result.noise().forEach(System.out::println);
                result.suspects().stream().limit(20).forEach(System.out::println);
                System.out.println(result.notes() + " " + (System.nanoTime() - start) / 1e9 + " s");
            }
        }
    }
}
