/// The command line.
@NullMarked
package mien.app;

import org.jspecify.annotations.NullMarked;
