/// The search for better recipes and networks: spaces, samplers, early stopping, and a state that survives.
@NullMarked
package mien.lab.tune;

import org.jspecify.annotations.NullMarked;
