package mien.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Collectors;
import mien.lab.audit.Finding.Faces;
import mien.lab.audit.Finding.Faces.Trouble;
import mien.lab.dataset.Datasets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real pictures; the figures are those of `docs/audit.md`.
class RealFacesTest {
    private static final Path DATA = Path.of("../../shared/data");

    @TempDir
    Path folder;

    private static Audit audit(Path data) {
        assumeThat(DATA).as("test data beside the project").isDirectory();
        try (var dataset = Datasets.open(data)) {
            return Auditor.audit(dataset, EnumSet.of(Check.FACES), Auditor.Watcher.NONE);
        }
    }

    @Test
    void groupsAreSeveralAndRoomsHaveNone() throws IOException {
        assumeThat(DATA).as("test data beside the project").isDirectory();
        for (var name : new String[] {"one-face", "groups", "no-face"}) {
            Files.createDirectories(folder.resolve(name));
            try (var files = Files.list(DATA.resolve("photos").resolve(name))) {
                for (var file : files.toList()) {
                    Files.copy(
                            file,
                            folder.resolve(name).resolve(file.getFileName().toString()));
                }
            }
        }

        var counts = audit(folder)
                .findings(Faces.class)
                .collect(Collectors.groupingBy(
                        f -> f.file().substring(0, f.file().indexOf('/')) + " " + f.trouble(), Collectors.counting()));

        assertThat(counts)
                .containsEntry("no-face NONE", 7L)
                .containsEntry("groups SEVERAL", 9L)
                .hasSizeLessThan(4);
    }

    /// Of 10 taggers at least half say that there is no face, blank pictures left out.
    @Test
    @Tag("slow")
    void whatTaggersCallFacelessIsFoundAmongFewOthers() {
        var audit = audit(DATA.resolve("fer2013.zip"));
        var none = audit.findings(Faces.class)
                .filter(f -> f.trouble() == Trouble.NONE)
                .map(Faces::file)
                .collect(Collectors.toSet());
        var faceless = audit.pictures().stream()
                .filter(p -> p.light().spread() >= Flaws.SPREAD)
                .filter(p -> p.sample().votes().map(v -> v.notAFace() >= 5).orElse(false))
                .map(p -> p.sample().file())
                .collect(Collectors.toSet());
        long both = none.stream().filter(faceless::contains).count();

        System.out.printf(
                "no face: %d found, %d by the taggers, %d both; precision %.2f, recall %.2f%n",
                none.size(), faceless.size(), both, (double) both / none.size(), (double) both / faceless.size());
        assertThat(none.size()).isLessThan(350); // about 1 % of the pictures
        assertThat((double) both / none.size()).isGreaterThan(0.15); // 0.005 by chance
        assertThat((double) both / faceless.size()).isGreaterThan(0.35);
    }
}
