package org.retzef.platform.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.ServiceEndpoints.Answer;
import org.retzef.platform.testing.ServiceEndpoints.Endpoint;

/** What is somebody else's, asked for at each endpoint: it must look like what is not there. */
public final class StrangersAsking {

  private static final Pattern PART = Pattern.compile("}/([^{]+)/\\{");

  private final ServiceEndpoints endpoints;

  public StrangersAsking(ServiceEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * Endpoints that tell somebody of another unit apart from somebody who made an id up: each with
   * each role that its rule lets in.
   *
   * @param prefix of the endpoints, up to the id: {@code /api/v1/families/{}
   * @param existing an id that is there, and not in the stranger's unit
   */
  public List<String> tellingStrangers(String prefix, String existing, String strangersUnit) {
    return endpoints.atEachRuled(
        prefix,
        (endpoint, rule) ->
            telling(
                endpoint,
                rule,
                strangersUnit,
                endpoints.address(endpoint, existing),
                endpoints.address(endpoint, UUID.randomUUID().toString())));
  }

  private List<String> telling(
      Endpoint endpoint, Rule rule, String unit, String existing, String madeUp) {
    List<String> telling = new ArrayList<>();
    for (String allowed : rule.allowed()) {
      tells(endpoint, ServiceEndpoints.token(allowed, unit), existing, madeUp)
          .ifPresent(how -> telling.add(endpoint + " as " + allowed + ": " + how));
    }
    return telling;
  }

  /**
   * Tries what it can make until the request is well-formed: what is not is refused unlooked-at.
   */
  private Optional<String> tells(Endpoint endpoint, String token, String existing, String madeUp) {
    String query = endpoints.queryOf(endpoint);
    String how = "";
    for (String body : endpoints.bodiesOf(endpoint)) {
      Answer real = endpoints.send(endpoint, existing + query, token, body);
      Answer made = endpoints.send(endpoint, madeUp + query, token, body);
      if (real.equals(made) && real.status() == 404) {
        return Optional.empty();
      }
      how = real + ", but " + made;
      if (!real.equals(made)) {
        return Optional.of(how);
      }
    }
    return Optional.of(how + "; give it a body by with(…)");
  }

  /**
   * Endpoints that tell what hangs on another's from what was made up, or show or change it, when it
   * is asked for as if it hung on the caller's own: each with each role that its rule lets in.
   *
   * @param prefix of the endpoints, up to the first id: {@code /api/v1/families/{}
   * @param own the first id, which the caller may see
   * @param unit the caller's
   * @param others what hangs on another's, by what stands before the second id: {@code plans}
   */
  public List<String> tellingParts(
      String prefix, String own, String unit, Map<String, String> others) {
    return endpoints.atEachRuled(
        prefix,
        (endpoint, rule) -> {
          String part = partOf(endpoint.path());
          if (part == null) {
            return List.of();
          }
          return others.containsKey(part)
              ? telling(
                  endpoint,
                  rule,
                  unit,
                  endpoints.address(endpoint, own, others.get(part)),
                  endpoints.address(endpoint, own, UUID.randomUUID().toString()))
              : List.of(endpoint + ": there are no " + part + " of another's to ask for");
        });
  }

  /** What stands between the first and the second variable; null where there is no second. */
  public static @Nullable String partOf(String path) {
    Matcher between = PART.matcher(path);
    return between.find() ? between.group(1) : null;
  }
}
