package org.retzef.gateway.routing;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a client may say to a service in headers is a list; all else ({@code X-Forwarded-For},
 * {@code X-User-Id}, {@code baggage}, cookies) ends here.
 *
 * @param headers their names
 */
@ConfigurationProperties("retzef.gateway.client")
record ClientHeaders(Set<String> headers) {

  ClientHeaders {
    var inAnyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    inAnyCase.addAll(headers);
    headers = inAnyCase;
  }

  boolean pass(String name) {
    return headers.contains(name);
  }
}
