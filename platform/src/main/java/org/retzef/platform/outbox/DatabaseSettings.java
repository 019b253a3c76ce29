package org.retzef.platform.outbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's own database.
 *
 * @param maxConnections about five per core: on one hot row more sessions only bring lock traffic
 */
@ConfigurationProperties("retzef.database")
record DatabaseSettings(
    String host,
    int port,
    String name,
    String user,
    String password,
    @DefaultValue("10") int maxConnections) {}
