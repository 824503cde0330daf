/// Pictures: decoding, cropping, resizing. One pixel path for training, evaluation and serving.
@NullMarked
package mien.image;

import org.jspecify.annotations.NullMarked;
