package mien.lab.evaluation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;

/// The pixels of one data set, as each of several models wants them; opened when first asked for.
final class PixelCaches implements AutoCloseable {
    private final Dataset data;
    private final Path folder;
    private final Map<Preprocessing, PixelCache> open = new HashMap<>();

    PixelCaches(Dataset data, Path folder) {
        this.data = data;
        this.folder = folder;
    }

    PixelCache of(Preprocessing input) {
        return open.computeIfAbsent(input, wanted -> PixelCache.open(data, wanted, folder));
    }

    @Override
    public void close() {
        open.values().forEach(PixelCache::close);
    }
}
