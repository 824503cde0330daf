/// Training in libtorch; the only package that knows it.
@NullMarked
package mien.lab.torch;

import org.jspecify.annotations.NullMarked;
