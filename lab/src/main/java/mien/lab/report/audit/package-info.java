/// An audit as a page to look at.
@NullMarked
package mien.lab.report.audit;

import org.jspecify.annotations.NullMarked;
