package org.retzef.platform.caller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A service's table: which roles (or scopes) may call which endpoint. What stands in no row does
 * not answer.
 *
 * <pre>{@code
 * new AccessRules()
 *     .allow(POST, "/api/v1/families", "family-social-worker", "team-lead")
 *     .allow(GET, "/api/v1/families/{id}", "family-social-worker", "scope:families:read");
 * }</pre>
 */
public final class AccessRules {

  /** One row of the table. */
  public record Rule(HttpMethod method, PathPattern pattern, List<String> allowed, boolean open) {

    public String path() {
      return pattern.getPatternString();
    }

    /** The variables of a path are segments like any other here, whatever each side calls them. */
    public boolean covers(HttpMethod otherMethod, PathContainer otherPath) {
      return method.equals(otherMethod) && pattern.matches(otherPath);
    }

    /** Whether the endpoint is open, or the caller has one of its roles or scopes. */
    boolean allows(@Nullable Caller caller) {
      return open || (caller != null && allowed.stream().anyMatch(caller::is));
    }
  }

  private record Shape(HttpMethod method, int length) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Map<Shape, List<Rule>> byShape = new HashMap<>();

  /** Lets callers with any of these roles in; {@code scope:x} names a scope of a token. */
  public AccessRules allow(HttpMethod method, String path, String... rolesAndScopes) {
    return add(method, path, List.of(rolesAndScopes), false);
  }

  /** Lets everybody in, without a token. */
  public AccessRules open(HttpMethod method, String path) {
    return add(method, path, List.of(), true);
  }

  private AccessRules add(HttpMethod method, String path, List<String> allowed, boolean open) {
    if (path.contains("**") || path.contains("{*")) {
      throw new IllegalArgumentException("A rule is looked up by the length of its path: " + path);
    }
    var rule = new Rule(method, PathPatternParser.defaultInstance.parse(path), allowed, open);
    rules.add(rule);
    byShape
        .computeIfAbsent(shape(method, PathContainer.parsePath(path)), _ -> new ArrayList<>())
        .add(rule);
    return this;
  }

  /** The row that decides about a request: the first that covers it. */
  public Optional<Rule> ruleFor(HttpMethod method, PathContainer path) {
    for (Rule rule : byShape.getOrDefault(shape(method, path), List.of())) {
      if (rule.covers(method, path)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** A variable stands for one segment, so no path matches a pattern that is longer or shorter. */
  private static Shape shape(HttpMethod method, PathContainer path) {
    return new Shape(method, path.elements().size());
  }

  public List<Rule> rules() {
    return List.copyOf(rules);
  }
}
