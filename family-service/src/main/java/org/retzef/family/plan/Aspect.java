package org.retzef.family.plan;

/** The need that a goal answers; each goal, as each request from the basket, has exactly one. */
enum Aspect {
  FAMILY_AND_PARENTING,
  RIGHTS,
  BASIC_NEEDS
}
