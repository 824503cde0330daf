package mien.lab.prepare;

import java.util.Optional;
import mien.face.Eyes;
import mien.image.Picture;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Hashing;
import mien.lab.prepare.Look.Tone;

/// Makes the prepared picture of an entry.
record PictureMaker(Dataset data, Look look, Masking masking) implements AutoCloseable {
    static PictureMaker of(Dataset data, PrepareOptions options) {
        return new PictureMaker(data, options.look(), new Masking(options.look().masks(), options.seed()));
    }

    /// @param number of the picture in the prepared data
    Picture make(Entry entry, long number) {
        var source = Survey.decoded(data, entry.sample(), Hashing.sha256());
        var toned = toned(source, look.tone());
        var face = entry.known().alignment();
        var cut = face.map(square -> square.cut(toned, look.size())).orElse(toned);
        var sized = look.size() == 0 ? cut : cut.resized(look.size(), look.size());
        Optional<Eyes> eyes = face.flatMap(square -> square.eyes(sized.width()));
        return toned(masking.apply(sized, number, eyes), look.tone());
    }

    @Override
    public void close() {
        masking.close();
    }

    private static Picture toned(Picture picture, Tone tone) {
        return switch (tone) {
            case AS_IS -> picture;
            case GREY -> picture.grey();
            case COLOUR -> picture.colour();
        };
    }
}
