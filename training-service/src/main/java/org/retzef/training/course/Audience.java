package org.retzef.training.course;

/** Whom a course is for: roles in and around a department, and staff of other bodies [S1, S3]. */
enum Audience {
  SOCIAL_WORKER,
  TEAM_LEAD,
  COMPANION,
  YOUTH_COMPANION,
  EMPLOYMENT_COORDINATOR,
  VOLUNTEER,
  RIGHTS_CENTRE_STAFF,
  HOSPITAL_STAFF,
  HOME_FOR_THE_AGED_STAFF,
  ABSORPTION_STAFF,
  EMPLOYMENT_CENTRE_STAFF,
  INDEPENDENT_LIVING_STAFF
}
