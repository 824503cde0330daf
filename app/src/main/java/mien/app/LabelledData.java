package mien.app;

import java.nio.file.Path;
import mien.lab.dataset.DataSource;
import mien.lab.dataset.Dataset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The argument `DATA` and what goes with it, for every command that reads labelled pictures: a `@Mixin`.
final class LabelledData {

    @Parameters(paramLabel = "DATA", description = "A folder, zip or csv of labelled pictures.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--corrections",
            paramLabel = "FILE",
            description = "A csv of file,action,label,reason: pictures to drop or to relabel. The data stays as it is.")
    private @Nullable Path corrections;

    DataSource source() {
        return new DataSource(data, corrections);
    }

    /// @throws mien.lab.dataset.DatasetException if there is nothing to use, or the corrections do not fit
    Dataset open() {
        return source().open();
    }
}
