/// Trained model files made into one that is smaller or better: 16 bit and 8 bit weights, averages, 8 bit arithmetic.
@NullMarked
package mien.lab.pack;

import org.jspecify.annotations.NullMarked;
