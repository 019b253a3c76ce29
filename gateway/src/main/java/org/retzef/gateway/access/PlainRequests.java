package org.retzef.gateway.access;

import java.util.Set;
import org.retzef.gateway.visit.Visit;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.http.HttpMethod;

/** Lets pass only what every program on the way reads alike. */
public final class PlainRequests {

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);

  private PlainRequests() {}

  /**
   * @throws Refusal of a method, a path or headers that are not plain
   */
  public static void check(Visit visit) {
    if (!METHODS.contains(visit.method())) {
      throw new Refusal(Kind.METHOD_NOT_ALLOWED, "method-not-allowed");
    }
    if (!PlainPaths.isPlain(visit.path()) || !PlainHeaders.arePlain(visit.headers())) {
      throw new Refusal(Kind.INVALID, "request-malformed");
    }
  }
}
