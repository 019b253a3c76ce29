package org.retzef.family.assessment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.AssessmentForm;
import org.retzef.family.form.FormDefinition;

/**
 * What is asked about a family on a day: the routine form and, in an emergency, the form of that.
 *
 * @param overlayId the emergency; null in routine
 * @param emergency its form; null in routine
 */
record FormOfTheDay(
    AssessmentForm routine, @Nullable UUID overlayId, @Nullable AssessmentForm emergency) {

  FormDefinition definition() {
    return emergency == null
        ? routine.definition()
        : routine.definition().with(emergency.definition());
  }
}
