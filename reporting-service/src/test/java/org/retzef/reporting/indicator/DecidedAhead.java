package org.retzef.reporting.indicator;

import org.springframework.context.ApplicationContext;

/** For benchmarks, which do not wait until the service's minute comes. */
public final class DecidedAhead {

  private DecidedAhead() {}

  public static void by(ApplicationContext service) {
    service.getBean(HidingAhead.class).decide();
  }
}
