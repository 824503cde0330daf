/// The laboratory: data, networks, training and evaluation.
@NullMarked
package mien.lab;

import org.jspecify.annotations.NullMarked;
