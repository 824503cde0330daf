/// What all of Mien's own exceptions have in common; depends on nothing.
@NullMarked
package mien.error;

import org.jspecify.annotations.NullMarked;
