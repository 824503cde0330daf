/// Plots and tables made to be looked at.
@NullMarked
package mien.lab.report;

import org.jspecify.annotations.NullMarked;
