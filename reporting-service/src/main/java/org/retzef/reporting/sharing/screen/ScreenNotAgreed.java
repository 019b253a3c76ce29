package org.retzef.reporting.sharing.screen;

import org.retzef.platform.problem.Refusal;

/** By the agreement the partner itself does not open the shared sets. */
final class ScreenNotAgreed extends Refusal {

  ScreenNotAgreed() {
    super(Kind.CONFLICT, "sharing-screen-not-agreed");
  }
}
