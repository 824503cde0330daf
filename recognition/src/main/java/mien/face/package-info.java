/// Finding faces in pictures.
@NullMarked
package mien.face;

import org.jspecify.annotations.NullMarked;
