/// Trainings and evaluations below a folder: finds them, tells where they stand, starts, stops and resumes them.
@NullMarked
package mien.lab.runs;

import org.jspecify.annotations.NullMarked;
