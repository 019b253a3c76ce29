package org.retzef.reporting.sharing.suppression;

import java.time.LocalDate;
import org.retzef.platform.outbox.Commands;
import org.springframework.context.ApplicationContext;

/** Releases of other days than today. */
public final class TestReleases {

  private TestReleases() {}

  /** Releases a day, if nobody has done so. */
  public static void make(ApplicationContext service, LocalDate day) {
    Releases releases = service.getBean(Releases.class);
    try {
      service.getBean(Commands.class).run(() -> releases.make(day)).block();
    } catch (ReleaseTooSoon released) {
      // by another test of the same class
    }
  }
}
