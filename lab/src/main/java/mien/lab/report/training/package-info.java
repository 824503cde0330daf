/// The page of a training.
@NullMarked
package mien.lab.report.training;

import org.jspecify.annotations.NullMarked;
