/// Files that are replaced as a whole.
@NullMarked
package mien.lab.file;

import org.jspecify.annotations.NullMarked;
