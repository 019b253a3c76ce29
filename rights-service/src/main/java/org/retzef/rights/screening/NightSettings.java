package org.retzef.rights.screening;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When families are screened by themselves, on the clock of Jerusalem.
 *
 * @param from the hour at which the night's runs are opened
 * @param to until when they still are, if the service was down at that hour; the same as {@code
 *     from} for never
 * @param lookEvery how often it is looked whether it is night
 */
@ConfigurationProperties("retzef.screening.night")
record NightSettings(LocalTime from, LocalTime to, Duration lookEvery) {

  boolean isNight(LocalTime now) {
    return !now.isBefore(from) && now.isBefore(to);
  }
}
