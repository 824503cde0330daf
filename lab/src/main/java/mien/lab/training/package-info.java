/// What a training is made of, as plain data and plain Java: recipe, augmentation, batches, history.
@NullMarked
package mien.lab.training;

import org.jspecify.annotations.NullMarked;
