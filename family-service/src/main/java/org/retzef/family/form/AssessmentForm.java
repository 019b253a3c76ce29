package org.retzef.family.form;

import java.time.LocalDate;

/**
 * One published version of a form for assessments.
 *
 * @param code {@link #ROUTINE}, or the code of a form that an emergency adds to it
 * @param version from 1; a version never changes
 * @param inForceFrom the first day of assessments that are made with it
 */
public record AssessmentForm(
    String code, int version, LocalDate inForceFrom, FormDefinition definition) {

  /** The form of every assessment. */
  public static final String ROUTINE = "ROUTINE";
}
