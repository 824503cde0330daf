/// How sure a model may be: temperature, and the threshold below which it says that it is uncertain.
@NullMarked
package mien.lab.calibration;

import org.jspecify.annotations.NullMarked;
