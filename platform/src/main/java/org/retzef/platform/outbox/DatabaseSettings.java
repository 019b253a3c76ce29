package org.retzef.platform.outbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's own database.
 *
 * @param maxConnections for two cores: more sessions cost more CPU for each command, see
 *     deploy/benchmark
 */
@ConfigurationProperties("retzef.database")
record DatabaseSettings(
    String host,
    int port,
    String name,
    String user,
    String password,
    @DefaultValue("10") int maxConnections) {}
