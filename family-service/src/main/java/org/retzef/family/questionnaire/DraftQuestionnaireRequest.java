package org.retzef.family.questionnaire;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.overlay.Mode;
import org.retzef.platform.problem.Text;

/**
 * @param definition the questions; none is answered in words, and none for each member
 */
record DraftQuestionnaireRequest(
    @NotNull Questionnaire.Audience audience,
    @NotNull Mode mode,
    @NotNull @Text(max = 200) String nameHe,
    @Nullable @Text(max = 200) String nameAr,
    @Nullable @Text(max = 200) String nameEn,
    @NotNull @Valid FormDefinition definition) {}
