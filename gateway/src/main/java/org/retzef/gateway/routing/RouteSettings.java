package org.retzef.gateway.routing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which service answers which paths, and how it is spoken to.
 *
 * @param routes each with a breaker, a time limit and places to wait of its own, named like it
 * @param connectWithin how long a service may take to accept a connection
 * @param longestSilence how long a service may pause within an answer
 */
@ConfigurationProperties("retzef.gateway")
record RouteSettings(List<Way> routes, Duration connectWithin, Duration longestSilence) {

  /**
   * @param paths as {@link org.retzef.gateway.visit.PathTree} reads them
   */
  record Way(String id, URI service, List<String> paths) {}
}
