/// Clean copies of data sets: one form, one split, and a line for where each picture came from.
@NullMarked
package mien.lab.prepare;

import org.jspecify.annotations.NullMarked;
