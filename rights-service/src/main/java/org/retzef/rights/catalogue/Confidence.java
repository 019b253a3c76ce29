package org.retzef.rights.catalogue;

/** How far an entry can be trusted. */
public enum Confidence {
  /** From the body that grants the right, or a recent page of a rights site. */
  HIGH,
  /** From an older page, one municipality or a third party. */
  MEDIUM,
  /** Figures known to be outdated, or unsure. */
  LOW
}
