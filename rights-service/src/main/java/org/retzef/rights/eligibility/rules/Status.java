package org.retzef.rights.eligibility.rules;

/** Whether a condition holds. */
public enum Status {
  MET,
  FAILED,
  UNKNOWN
}
