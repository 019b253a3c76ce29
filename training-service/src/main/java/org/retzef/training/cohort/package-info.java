/** Courses as they are taken by one group after the other: who is in it, and who completed it. */
@NullMarked
package org.retzef.training.cohort;

import org.jspecify.annotations.NullMarked;
