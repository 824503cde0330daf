/// Cuts faces and what is none out of photos, for training a gate.
@NullMarked
package mien.lab.crops;

import org.jspecify.annotations.NullMarked;
