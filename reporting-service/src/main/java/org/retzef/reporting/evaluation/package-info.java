/**
 * Figures frozen for those who evaluate: of any indicators, by department, as of the end of a
 * month. They hide what the evaluators may not see, whoever makes them (decision 0105).
 */
@NullMarked
package org.retzef.reporting.evaluation;

import org.jspecify.annotations.NullMarked;
