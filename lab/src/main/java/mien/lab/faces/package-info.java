/// Mean faces: many pictures of different people aligned and averaged into one of nobody.
@NullMarked
package mien.lab.faces;

import org.jspecify.annotations.NullMarked;
