package org.retzef.reporting.sharing.agreement;

/**
 * How far a partner's onboarding is: through the three fields of the data subcommittee, one after
 * the other, then as far as the partner is ready [S4].
 */
public enum Stage {
  PROPOSED,
  LEGAL,
  INFORMATION_SYSTEMS,
  DATA_RESEARCH,
  /** The quick win: counts can be read. */
  PILOT,
  /** All that was agreed can be read. */
  LIVE,
  ENDED;

  boolean mayMoveTo(Stage next) {
    return next == ENDED ? this != ENDED : next.ordinal() == ordinal() + 1;
  }
}
