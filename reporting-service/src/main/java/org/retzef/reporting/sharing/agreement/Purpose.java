package org.retzef.reporting.sharing.agreement;

/** What families consented to, as family-service tells it. */
public enum Purpose {
  REFERRAL,
  SHARED_INTAKE,
  DONATION,
  RESEARCH
}
