/// Pictures that show the same, exactly or nearly.
@NullMarked
package mien.lab.copies;

import org.jspecify.annotations.NullMarked;
