package org.retzef.gateway.routing;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a client may say to a service in headers is a list; all else ({@code X-Forwarded-For},
 * {@code X-User-Id}, {@code baggage}, cookies) ends here. The trace's header is written anew.
 */
@ConfigurationProperties("retzef.gateway.client")
final class ClientHeaders implements HttpHeadersFilter, Ordered {

  private final Set<String> allowed;

  ClientHeaders(Set<String> headers) {
    allowed =
        headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    HttpHeaders passed = new HttpHeaders();
    sent.forEach(
        (name, values) -> {
          if (allowed.contains(name.toLowerCase(Locale.ROOT))) {
            passed.addAll(name, values);
          }
        });
    return passed;
  }

  /** First, so that what later filters add for us (forwarding, trace) stays. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
