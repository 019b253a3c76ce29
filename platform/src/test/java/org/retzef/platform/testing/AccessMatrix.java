package org.retzef.platform.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.ServiceEndpoints.Endpoint;

/**
 * Each endpoint that a service has, with each role that there is, against the service's table of
 * rules.
 */
public final class AccessMatrix {

  private final ServiceEndpoints endpoints;

  public AccessMatrix(ServiceEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** Endpoints for which another's row decides, or none, and rows that decide about nothing. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (Endpoint endpoint : endpoints.all()) {
      Rule deciding = endpoints.ruleFor(endpoint);
      if (deciding == null) {
        gaps.add(endpoint + " has no rule");
      } else if (!deciding.open() && !shape(deciding.path()).equals(shape(endpoint.path()))) {
        gaps.add(endpoint + " is decided by the rule of " + deciding.path());
      }
    }
    for (Rule rule : endpoints.rules().rules()) {
      if (endpoints.all().stream().noneMatch(endpoint -> endpoints.ruleFor(endpoint) == rule)) {
        gaps.add(rule.method() + " " + rule.path() + " is a rule without an endpoint");
      }
    }
    return gaps;
  }

  /** Each side calls its variables as it likes. */
  private static String shape(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  /**
   * Cells in which the service answers otherwise than its table says: 401 without a token, 403 for
   * whom no row lets in; any other answer but a failure of the service counts as let in.
   */
  public List<String> wrongCells() {
    Map<String, String> tokens = new LinkedHashMap<>();
    Stream.concat(ServiceEndpoints.ROLES.stream(), scopes())
        .forEach(who -> tokens.put(who, ServiceEndpoints.token(who, "IL")));
    return endpoints.atEachRuled("", (endpoint, rule) -> wrongCells(endpoint, rule, tokens));
  }

  private List<String> wrongCells(Endpoint endpoint, Rule rule, Map<String, String> tokens) {
    List<String> wrong = new ArrayList<>();
    check(wrong, endpoint, "nobody", null, 401);
    tokens.forEach(
        (who, token) -> check(wrong, endpoint, who, token, rule.allowed().contains(who) ? 0 : 403));
    return wrong;
  }

  private Stream<String> scopes() {
    return endpoints.rules().rules().stream()
        .flatMap(rule -> rule.allowed().stream())
        .filter(allowed -> allowed.startsWith(ServiceEndpoints.SCOPE))
        .distinct();
  }

  private void check(
      List<String> wrong, Endpoint endpoint, String who, @Nullable String token, int expected) {
    String unknown = UUID.randomUUID().toString();
    int status =
        endpoints.send(endpoint, endpoints.address(endpoint, unknown), token, "{}").status();
    boolean asExpected = expected == 0 ? isLetIn(status) : status == expected;
    if (!asExpected) {
      wrong.add("%s as %s answers %d".formatted(endpoint, who, status));
    }
  }

  private static boolean isLetIn(int status) {
    return status != 401 && status != 403 && status < 500;
  }
}
