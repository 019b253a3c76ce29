package org.retzef.reporting.sharing.agreement;

/** Why a partner may read rows of families. */
public enum LegalBasis {
  /** A law names partner and purpose. */
  LAW,
  /** Each family has agreed, and may withdraw at any time. */
  CONSENT
}
