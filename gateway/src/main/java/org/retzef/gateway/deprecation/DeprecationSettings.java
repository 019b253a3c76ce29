package org.retzef.gateway.deprecation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;

/** What callers should leave. */
@ConfigurationProperties("retzef.gateway.deprecation")
record DeprecationSettings(@DefaultValue List<Route> routes) {

  /**
   * Operations that will end.
   *
   * @param path a pattern, such as {@code /api/v1/families/{id}/fit}
   * @param methods all if none is named
   * @param since when it was, or will be, deprecated
   * @param sunset from when on it may not answer any more; null while that is not decided
   */
  record Route(
      String path, @DefaultValue Set<HttpMethod> methods, Instant since, @Nullable Instant sunset) {

    Route {
      if (sunset != null && sunset.isBefore(since)) {
        throw new IllegalArgumentException(path + " ends before it is deprecated");
      }
    }
  }
}
