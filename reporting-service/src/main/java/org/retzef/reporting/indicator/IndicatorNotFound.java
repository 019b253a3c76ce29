package org.retzef.reporting.indicator;

import org.retzef.platform.problem.Refusal;

/** No indicator has this code. */
public class IndicatorNotFound extends Refusal {

  public IndicatorNotFound() {
    super(Kind.NOT_FOUND, "indicator-not-found");
  }
}
