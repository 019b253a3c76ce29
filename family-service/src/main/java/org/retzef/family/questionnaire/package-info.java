/**
 * Questionnaires for families, workers and service users: versions that never change once
 * published, to whom they were handed out, and answers of which nobody reads who gave them.
 */
@NullMarked
package org.retzef.family.questionnaire;

import org.jspecify.annotations.NullMarked;
