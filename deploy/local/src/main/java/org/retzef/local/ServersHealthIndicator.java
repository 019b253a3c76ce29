package org.retzef.local;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Readiness of the helper process: nothing works without its servers. */
@Component
class ServersHealthIndicator implements HealthIndicator {
  private final Servers servers;

  ServersHealthIndicator(Servers servers) {
    this.servers = servers;
  }

  @Override
  public Health health() {
    return servers.areUp() ? Health.up().build() : Health.outOfService().build();
  }
}
