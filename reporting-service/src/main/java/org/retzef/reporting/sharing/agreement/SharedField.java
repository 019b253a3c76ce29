package org.retzef.reporting.sharing.agreement;

/** What may be told of a family. Nothing else is. */
public enum SharedField {
  PLACE,
  PROGRAMME,
  TRACK,
  /** Of its last enrolment: active, graduated, left. */
  STATUS,
  /** In which year and month its last enrolment began. */
  ENROLLED_IN,
  LANGUAGE,
  HEAD_AGE,
  YOUNGEST_AGE,
  MEMBERS,
  MINORS
}
