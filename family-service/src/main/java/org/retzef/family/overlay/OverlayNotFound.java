package org.retzef.family.overlay;

import org.retzef.platform.problem.Refusal;

/** There is no such overlay of this unit. */
public final class OverlayNotFound extends Refusal {

  public OverlayNotFound() {
    super(Kind.NOT_FOUND, "overlay-not-found");
  }
}
