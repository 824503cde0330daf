/// Suspected wrong labels: confident learning on answers of networks to pictures that they did not learn from.
@NullMarked
package mien.lab.labels;

import org.jspecify.annotations.NullMarked;
