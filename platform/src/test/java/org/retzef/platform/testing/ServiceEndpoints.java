package org.retzef.platform.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each endpoint that a service has, with its rule, and how it is asked. New endpoints are in it by
 * being there.
 */
public final class ServiceEndpoints {

  /** Whose programs bring scopes; where a service asks for an agreement, the test makes one. */
  public static final String PARTNER = "MATRIX";

  /** The contract's, and one that nobody knows. */
  static final List<String> ROLES =
      List.of(
          "family-social-worker",
          "family-companion",
          "otzma-worker",
          "team-lead",
          "department-head",
          "district-coordinator",
          "supervisor",
          "national-manager",
          "basket-manager",
          "training-manager",
          "rights-editor",
          "data-analyst",
          "auditor",
          "partner",
          "vendor",
          "king");

  static final String SCOPE = "scope:";

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
  private static final int AT_ONCE = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final WebTestClient http;
  private final AccessRules rules;
  private final List<Endpoint> endpoints;
  private final MinimalRequests requests;
  private final Map<String, String> bodies = new HashMap<>();

  record Endpoint(HttpMethod method, String path) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  record Answer(int status, String body) {}

  public ServiceEndpoints(ApplicationContext service, WebTestClient http) {
    this.http = http.mutate().filters(List::clear).build(); // what is refused is refused unread
    rules = service.getBean(AccessRules.class);
    endpoints =
        service
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .entrySet()
            .stream()
            .filter(one -> one.getValue().getBeanType().getName().startsWith("org.retzef."))
            .flatMap(one -> endpoints(one.getKey()))
            .toList();
    String document =
        Objects.requireNonNull(
            service.getEnvironment().getProperty("springdoc.api-docs.path"), "path of document");
    requests = new MinimalRequests(http, document);
  }

  private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
    return mapping.getPatternsCondition().getPatterns().stream()
        .flatMap(
            pattern ->
                mapping.getMethodsCondition().getMethods().stream()
                    .map(RequestMethod::asHttpMethod)
                    .map(method -> new Endpoint(method, pattern.getPatternString())));
  }

  /**
   * A body for an endpoint that takes less than its document tells, such as a day to come.
   *
   * @param endpoint as {@code POST /api/v1/families/{familyId}/referrals}
   */
  public ServiceEndpoints with(String endpoint, String body) {
    bodies.put(endpoint, body);
    return this;
  }

  List<Endpoint> all() {
    return endpoints;
  }

  AccessRules rules() {
    return rules;
  }

  @Nullable Rule ruleFor(Endpoint endpoint) {
    var path = PathContainer.parsePath(address(endpoint, UUID.randomUUID().toString()));
    return rules.ruleFor(endpoint.method(), path).orElse(null);
  }

  /** Some endpoints at once, because most of a request's time is waiting; in their order. */
  List<String> atEachRuled(String prefix, BiFunction<Endpoint, Rule, List<String>> findings) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<CompletableFuture<List<String>>> all = new ArrayList<>();
      for (Endpoint endpoint : endpoints) {
        Rule rule = ruleFor(endpoint);
        if (rule != null && !rule.open() && endpoint.path().startsWith(prefix)) {
          all.add(CompletableFuture.supplyAsync(() -> findings.apply(endpoint, rule), threads));
        }
      }
      return all.stream().flatMap(one -> one.join().stream()).toList();
    }
  }

  static String token(String roleOrScope, String unit) {
    return token("matrix", roleOrScope, unit);
  }

  static String token(String subject, String roleOrScope, String unit) {
    return roleOrScope.startsWith(SCOPE)
        ? TestTokens.of(subject)
            .unit(unit)
            .claim("partner", PARTNER)
            .claim("scope", roleOrScope.substring(SCOPE.length()))
            .signed()
        : TestTokens.token(subject, unit, roleOrScope);
  }

  boolean takesJson(Endpoint endpoint) {
    return requests.takesJson(endpoint.method(), endpoint.path());
  }

  List<String> daysAskedFor(Endpoint endpoint) {
    return requests.daysAskedFor(endpoint.method(), endpoint.path());
  }

  String queryOf(Endpoint endpoint) {
    return requests.queryOf(endpoint.method(), endpoint.path());
  }

  List<String> bodiesOf(Endpoint endpoint) {
    String given = bodies.get(endpoint.toString());
    return given == null ? requests.bodiesOf(endpoint.method(), endpoint.path()) : List.of(given);
  }

  /** The first variables are the ids; of what hangs on them there is nothing of that name. */
  String address(Endpoint endpoint, String... ids) {
    Iterator<String> given = List.of(ids).iterator();
    return VARIABLE
        .matcher(endpoint.path())
        .replaceAll(
            variable ->
                given.hasNext()
                    ? given.next()
                    : requests.isNumber(endpoint.method(), endpoint.path(), variable.group(1))
                        ? "1"
                        : "00000000-0000-7000-8000-000000000000");
  }

  /**
   * @param values of the variables of the address, to be encoded
   */
  Answer send(
      Endpoint endpoint, String address, @Nullable String token, String body, Object... values) {
    var request =
        http.method(endpoint.method())
            .uri(address, values)
            .headers(
                headers -> {
                  if (token != null) {
                    headers.setBearerAuth(token);
                  }
                  headers.setIfMatch("\"1\"");
                  headers.set("Idempotency-Key", UUID.randomUUID().toString());
                });
    boolean hasBody = endpoint.method() != HttpMethod.GET && endpoint.method() != HttpMethod.DELETE;
    var answer =
        (hasBody
                ? request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange()
                : request.exchange())
            .expectBody(byte[].class)
            .returnResult();
    return new Answer(answer.getStatus().value(), withoutTrace(answer.getResponseBody()));
  }

  private static String withoutTrace(byte @Nullable [] body) {
    if (body == null || body.length == 0 || body[0] != '{') {
      return "";
    }
    JsonNode answer = JSON.readTree(body);
    ((ObjectNode) answer).remove("traceId");
    return answer.toString();
  }
}
