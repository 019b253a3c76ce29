/**
 * What a unit has on a day, counted out of records: every level's figures are the sum of the levels
 * below it and its own. Nothing is kept; the question is answered in one statement.
 */
@NullMarked
package org.retzef.family.figures;

import org.jspecify.annotations.NullMarked;
