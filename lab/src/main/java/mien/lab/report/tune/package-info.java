/// The page that shows a search.
@NullMarked
package mien.lab.report.tune;

import org.jspecify.annotations.NullMarked;
