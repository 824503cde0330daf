/// Which places of a face an answer rests on, and whether that is true.
@NullMarked
package mien.lab.explain;

import org.jspecify.annotations.NullMarked;
