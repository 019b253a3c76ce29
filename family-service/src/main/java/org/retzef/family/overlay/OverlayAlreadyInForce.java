package org.retzef.family.overlay;

import org.retzef.platform.problem.Refusal;

/** The unit has an overlay in some part of that time already. */
final class OverlayAlreadyInForce extends Refusal {

  OverlayAlreadyInForce() {
    super(Kind.CONFLICT, "overlay-already-in-force");
  }
}
