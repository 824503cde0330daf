package mien.lab.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Datasets;
import org.junit.jupiter.api.io.TempDir;

/// Data sets below a folder of the test, and what is prepared of them.
class Preparing {
    static final String HEADER = "file,label,split,group,together,source,source_label,repeat,crop,crop_x,"
            + "crop_y,crop_side,crop_degrees,mask\n";

    @TempDir
    Path temp;

    Path data() {
        return temp.resolve("data");
    }

    Prepared prepare(PrepareOptions options, String out) throws IOException {
        return prepare(options, Layout.FOLDERS, Corrections.NONE, out);
    }

    Prepared prepare(PrepareOptions options, Layout layout, Corrections corrections, String out) throws IOException {
        try (var found = Datasets.open(data())) {
            var material = Material.of(found).corrected(corrections);
            return new Preparation(material, options, layout, "test").run(data(), temp.resolve(out), false);
        }
    }

    String text(String file) throws IOException {
        return Files.readString(temp.resolve(file));
    }
}
