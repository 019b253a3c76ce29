package org.retzef.training.session;

/** What a trainee works for: training is not for social workers alone [S3]. */
public enum Organisation {
  /** A social services department. */
  DEPARTMENT,
  VOLUNTEERS,
  RIGHTS_CENTRE,
  HOSPITAL,
  HOME_FOR_THE_AGED,
  ABSORPTION,
  EMPLOYMENT,
  INDEPENDENT_LIVING_CENTRE,
  OTHER
}
