package org.retzef.family.questionnaire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.overlay.Mode;

/**
 * A questionnaire in one of its versions.
 *
 * @param number counts its versions from 1
 * @param publishedNumber the newest published version; null before the first
 * @param version counts every change, for {@code If-Match}
 */
record Questionnaire(
    UUID id,
    Audience audience,
    Mode mode,
    String nameHe,
    @Nullable String nameAr,
    @Nullable String nameEn,
    int number,
    Status status,
    @Nullable Integer publishedNumber,
    FormDefinition definition,
    long version) {

  /** Who is asked. */
  enum Audience {
    FAMILY,
    WORKER,
    SERVICE_USER
  }

  enum Status {
    DRAFT,
    PUBLISHED
  }

  /** With other questions: in the draft, or in the next one after a published version. */
  Questionnaire asking(FormDefinition questions) {
    return new Questionnaire(
        id,
        audience,
        mode,
        nameHe,
        nameAr,
        nameEn,
        status == Status.PUBLISHED ? number + 1 : number,
        Status.DRAFT,
        publishedNumber,
        questions,
        version + 1);
  }

  Questionnaire published() {
    return new Questionnaire(
        id,
        audience,
        mode,
        nameHe,
        nameAr,
        nameEn,
        number,
        Status.PUBLISHED,
        number,
        definition,
        version + 1);
  }
}
