/// Labels that are probably wrong, by answers of networks that did not learn from them.
@NullMarked
package mien.lab.labels;

import org.jspecify.annotations.NullMarked;
