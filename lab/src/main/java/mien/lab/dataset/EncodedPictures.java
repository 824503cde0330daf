package mien.lab.dataset;

import java.io.IOException;
import java.util.Optional;
import mien.image.Picture;
import mien.image.PictureException;

/// Encoded pictures, one a file.
record EncodedPictures(FileTree tree) implements PictureSource {
    @Override
    public Picture read(Sample sample) {
        return Picture.decode(bytes(sample));
    }

    @Override
    public Optional<byte[]> encoded(Sample sample) {
        return Optional.of(bytes(sample));
    }

    private byte[] bytes(Sample sample) {
        try {
            var encoded = tree.bytes(sample.file(), FileTree.MAX_PICTURE_BYTES);
            if (encoded.length == 0) {
                throw new PictureException("is empty");
            }
            return encoded;
        } catch (IOException e) {
            throw new PictureException("cannot be read: " + Storage.reason(e), e);
        }
    }

    @Override
    public String contentKey() {
        return tree.contentKey();
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
