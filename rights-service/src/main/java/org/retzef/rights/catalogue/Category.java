package org.retzef.rights.catalogue;

/** The field of life that a right belongs to. */
public enum Category {
  INCOME,
  EMPLOYMENT,
  HOUSING,
  UTILITIES,
  MATERIAL,
  FAMILY,
  EDUCATION,
  HEALTH,
  DISABILITY,
  SENIORS,
  PROTECTION,
  TRANSPORT,
  LEGAL,
  DEBT,
  IMMIGRATION,
  SOLDIERS
}
