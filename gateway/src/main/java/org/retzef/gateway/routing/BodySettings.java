package org.retzef.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How large a request's body may be and how long it may take to arrive.
 *
 * @param command for everything that is no import
 * @param imports for paths that end in {@code imports}
 */
@ConfigurationProperties("retzef.gateway.body")
record BodySettings(Limit command, Limit imports) {

  record Limit(DataSize size, Duration within) {}

  Limit of(String path) {
    return path.endsWith("imports") ? imports : command;
  }
}
