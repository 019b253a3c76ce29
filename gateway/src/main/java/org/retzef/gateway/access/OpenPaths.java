package org.retzef.gateway.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.gateway.visit.PathTree;
import org.springframework.http.HttpMethod;

/** What answers without a token: pages, the portal, health, and calls that name nobody. */
final class OpenPaths {

  private static final Map<HttpMethod, PathTree<Boolean>> PATHS =
      Map.of(
          HttpMethod.GET,
          tree(
              "/actuator/**",
              "/docs/**",
              "/r/**",
              "/v/**",
              "/f/**",
              "/s/*",
              "/sign/**",
              "/dashboard",
              "/dashboard/*",
              "/api/v1/vouchers/signing-keys",
              "/api/v1/rights/facts",
              "/api/v1/session-log",
              "/api/v1/feedback/*"),
          HttpMethod.POST,
          tree(
              "/r/**",
              "/f/**",
              "/sms/callbacks",
              "/api/v1/screenings/anonymous",
              "/api/v1/feedback/*"));

  private OpenPaths() {}

  static boolean include(HttpMethod method, String path) {
    @Nullable PathTree<Boolean> open = PATHS.get(method);
    return open != null && open.find(path) != null;
  }

  private static PathTree<Boolean> tree(String... paths) {
    var tree = new PathTree<Boolean>();
    for (String path : paths) {
      tree.put(path, true);
    }
    return tree;
  }
}
