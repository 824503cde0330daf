/// People look at what an audit found, and decide.
@NullMarked
package mien.lab.review;

import org.jspecify.annotations.NullMarked;
