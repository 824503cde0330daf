/// The whole picture of one or several models on the same pictures: figures, doubts, mistakes, comparison.
@NullMarked
package mien.lab.evaluation;

import org.jspecify.annotations.NullMarked;
