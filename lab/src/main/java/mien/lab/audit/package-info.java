/// What is wrong with a data set, and how to put it right.
@NullMarked
package mien.lab.audit;

import org.jspecify.annotations.NullMarked;
