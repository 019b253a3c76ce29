/** Tables of counts of people, from which nobody can be told. */
@NullMarked
package org.retzef.training.smallcell;

import org.jspecify.annotations.NullMarked;
