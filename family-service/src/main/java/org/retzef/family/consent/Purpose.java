package org.retzef.family.consent;

/** What a partner may use its knowledge of a family for. */
public enum Purpose {
  /** To take a referral and to answer it. */
  REFERRAL,
  /** To begin a service without asking the family again what is known. */
  SHARED_INTAKE,
  /**
   * To take part in what is given to families: what is shared with the partner under an agreement
   * of this purpose asks for it, as it does for research.
   */
  DONATION,
  RESEARCH
}
