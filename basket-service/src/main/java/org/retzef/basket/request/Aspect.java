package org.retzef.basket.request;

/** What side of a family's life a request serves. */
enum Aspect {
  FAMILY_AND_PARENTING,
  RIGHTS,
  BASIC_NEEDS
}
