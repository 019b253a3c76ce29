package org.retzef.gateway.routing;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a client may say to a service in headers is a list; all else ({@code X-Forwarded-For},
 * {@code X-User-Id}, {@code baggage}, cookies) ends here.
 *
 * @param headers their names
 */
@ConfigurationProperties("retzef.gateway.client")
record ClientHeaders(Set<String> headers) {

  /** Nothing of a request passes but what is listed. */
  void pass(ServerHttpRequest from, HttpHeaders to) {
    for (String name : headers) {
      for (String value : from.getHeaders().getOrEmpty(name)) {
        to.add(name, value);
      }
    }
  }
}
