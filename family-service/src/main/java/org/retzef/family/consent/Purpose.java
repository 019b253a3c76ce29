package org.retzef.family.consent;

/** What a partner may use its knowledge of a family for. */
public enum Purpose {
  /** To take a referral and to answer it. */
  REFERRAL,
  /** To begin a service without asking the family again what is known. */
  SHARED_INTAKE,
  DONATION,
  RESEARCH
}
