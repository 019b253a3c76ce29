/** Questionnaires that were answered. */
@NullMarked
package org.retzef.reporting.questionnaire;

import org.jspecify.annotations.NullMarked;
