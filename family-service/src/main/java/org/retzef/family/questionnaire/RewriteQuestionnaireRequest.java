package org.retzef.family.questionnaire;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.retzef.family.form.FormDefinition;

/**
 * @param definition the questions of the draft, or of the next one after a published version
 */
record RewriteQuestionnaireRequest(@NotNull @Valid FormDefinition definition) {}
