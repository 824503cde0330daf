/// Emotion recognition: pictures in, faces and their emotions out.
@NullMarked
package mien;

import org.jspecify.annotations.NullMarked;
