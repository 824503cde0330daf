/// The pages that reports are: one look, one file each, nothing from the network.
@NullMarked
package mien.lab.report.page;

import org.jspecify.annotations.NullMarked;
