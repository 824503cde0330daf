/// How good a model is, in numbers.
@NullMarked
package mien.lab.metrics;

import org.jspecify.annotations.NullMarked;
