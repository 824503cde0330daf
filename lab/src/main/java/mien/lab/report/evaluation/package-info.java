/// The page of an evaluation.
@NullMarked
package mien.lab.report.evaluation;

import org.jspecify.annotations.NullMarked;
