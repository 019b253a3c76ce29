/**
 * What a unit does in a year, around the core topics of the response system [S1]: each level's plan
 * says something of every topic of that level.
 */
@NullMarked
package org.retzef.training.yearlyplan;

import org.jspecify.annotations.NullMarked;
