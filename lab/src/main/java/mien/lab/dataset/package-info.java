/// Labelled pictures: finding them, reading them, keeping their pixels at hand.
@NullMarked
package mien.lab.dataset;

import org.jspecify.annotations.NullMarked;
