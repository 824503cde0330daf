package mien.lab.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.image.Picture;

/// The pictures of a data set with corrections: the same ones. It remembers those that were dropped, so that the
/// [PixelCache] of the original serves both.
record CorrectedPictures(PictureSource original, List<Sample> all) implements PictureSource {

    static CorrectedPictures of(Dataset data) {
        return new CorrectedPictures(data.source(), data.source().all(data.samples()));
    }

    @Override
    public List<Sample> all(List<Sample> used) {
        var files = all.stream().map(Sample::file).collect(Collectors.toSet());
        return used.stream().allMatch(sample -> files.contains(sample.file())) ? all : used;
    }

    @Override
    public Picture read(Sample sample) {
        return original.read(sample);
    }

    @Override
    public Optional<byte[]> encoded(Sample sample) {
        return original.encoded(sample);
    }

    @Override
    public String contentKey() {
        return original.contentKey();
    }

    @Override
    public void close() throws IOException {
        original.close();
    }
}
