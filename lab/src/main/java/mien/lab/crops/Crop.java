package mien.lab.crops;

import mien.image.Picture;

/// A square of a photo.
public record Crop(Kind kind, Picture picture) {

    /// What a square shows, as far as it is known.
    public enum Kind {
        /// A face that the trusted detector found.
        FACE("face"),
        /// What the cascades propose, and is none of the faces.
        FALSE_ALARM("other"),
        /// A random place without a face.
        RANDOM("other");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// What a gate calls it: `face` or `other`.
        public String label() {
            return label;
        }
    }
}
