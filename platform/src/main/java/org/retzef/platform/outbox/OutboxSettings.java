package org.retzef.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How news leave the service.
 *
 * @param relay {@code none} where Debezium reads the same table
 * @param reconcileEvery how often the own topics are read back
 */
@ConfigurationProperties("retzef.outbox")
record OutboxSettings(
    @DefaultValue("polling") RelayKind relay, @DefaultValue("5m") Duration reconcileEvery) {

  enum RelayKind {
    POLLING,
    NONE
  }
}
