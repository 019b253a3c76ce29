package org.retzef.platform.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
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
 * Each endpoint that a service has, with each role that there is, against the service's table of
 * rules. New endpoints are in it by being there.
 */
public final class AccessMatrix {

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

  private static final String SCOPE = "scope:";

  /** Whose programs bring scopes; where a service asks for an agreement, the test makes one. */
  public static final String PARTNER = "MATRIX";

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
  private static final Pattern PART = Pattern.compile("}/([^{]+)/\\{");
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

  public AccessMatrix(ApplicationContext service, WebTestClient http) {
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
  public AccessMatrix with(String endpoint, String body) {
    bodies.put(endpoint, body);
    return this;
  }

  /** Endpoints for which another's row decides, or none, and rows that decide about nothing. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      Rule deciding = ruleFor(endpoint);
      if (deciding == null) {
        gaps.add(endpoint + " has no rule");
      } else if (!deciding.open() && !shape(deciding.path()).equals(shape(endpoint.path()))) {
        gaps.add(endpoint + " is decided by the rule of " + deciding.path());
      }
    }
    for (Rule rule : rules.rules()) {
      if (endpoints.stream().noneMatch(endpoint -> ruleFor(endpoint) == rule)) {
        gaps.add(rule.method() + " " + rule.path() + " is a rule without an endpoint");
      }
    }
    return gaps;
  }

  @Nullable Rule ruleFor(Endpoint endpoint) {
    var path = PathContainer.parsePath(address(endpoint, UUID.randomUUID().toString()));
    return rules.ruleFor(endpoint.method(), path).orElse(null);
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
    Stream.concat(ROLES.stream(), scopes()).forEach(who -> tokens.put(who, token(who, "IL")));
    return atEachRuled("", (endpoint, rule) -> wrongCells(endpoint, rule, tokens));
  }

  private List<String> wrongCells(Endpoint endpoint, Rule rule, Map<String, String> tokens) {
    List<String> wrong = new ArrayList<>();
    check(wrong, endpoint, "nobody", null, 401);
    tokens.forEach(
        (who, token) -> check(wrong, endpoint, who, token, rule.allowed().contains(who) ? 0 : 403));
    return wrong;
  }

  /** Some endpoints at once, because most of a request's time is waiting; in their order. */
  private List<String> atEachRuled(
      String prefix, BiFunction<Endpoint, Rule, List<String>> findings) {
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

  private Stream<String> scopes() {
    return rules.rules().stream()
        .flatMap(rule -> rule.allowed().stream())
        .filter(allowed -> allowed.startsWith(SCOPE))
        .distinct();
  }

  private static String token(String roleOrScope, String unit) {
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

  private void check(
      List<String> wrong, Endpoint endpoint, String who, @Nullable String token, int expected) {
    String unknown = UUID.randomUUID().toString();
    int status = send(endpoint, address(endpoint, unknown), token, "{}").status();
    boolean asExpected = expected == 0 ? isLetIn(status) : status == expected;
    if (!asExpected) {
      wrong.add("%s as %s answers %d".formatted(endpoint, who, status));
    }
  }

  private static boolean isLetIn(int status) {
    return status != 401 && status != 403 && status < 500;
  }

  /**
   * Endpoints that tell somebody of another unit apart from somebody who made an id up: each with
   * each role that its rule lets in.
   *
   * @param prefix of the endpoints, up to the id: {@code /api/v1/families/{}
   * @param existing an id that is there, and not in the stranger's unit
   */
  public List<String> tellingStrangers(String prefix, String existing, String strangersUnit) {
    return atEachRuled(
        prefix,
        (endpoint, rule) ->
            telling(
                endpoint,
                rule,
                strangersUnit,
                address(endpoint, existing),
                address(endpoint, UUID.randomUUID().toString())));
  }

  private List<String> telling(
      Endpoint endpoint, Rule rule, String unit, String existing, String madeUp) {
    List<String> telling = new ArrayList<>();
    for (String allowed : rule.allowed()) {
      tells(endpoint, token(allowed, unit), existing, madeUp)
          .ifPresent(how -> telling.add(endpoint + " as " + allowed + ": " + how));
    }
    return telling;
  }

  /**
   * Tries what it can make until the request is well-formed: what is not is refused unlooked-at.
   */
  private Optional<String> tells(Endpoint endpoint, String token, String existing, String madeUp) {
    String query = requests.queryOf(endpoint.method(), endpoint.path());
    String how = "";
    for (String body : bodiesOf(endpoint)) {
      Answer real = send(endpoint, existing + query, token, body);
      Answer made = send(endpoint, madeUp + query, token, body);
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
    return atEachRuled(
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
                  address(endpoint, own, others.get(part)),
                  address(endpoint, own, UUID.randomUUID().toString()))
              : List.of(endpoint + ": there are no " + part + " of another's to ask for");
        });
  }

  /** What stands between the first and the second variable; null where there is no second. */
  public static @Nullable String partOf(String path) {
    Matcher between = PART.matcher(path);
    return between.find() ? between.group(1) : null;
  }

  /**
   * What each command answers to somebody whom its rule lets in, by endpoint: the status and the
   * refusal's code.
   *
   * @param prefix of the endpoints, up to the id: {@code /api/v1/families/{}
   * @param existing what stands there
   */
  public Map<String, String> commands(
      String prefix, String existing, String subject, String role, String unit) {
    Map<String, String> answers = new ConcurrentHashMap<>();
    atEachRuled(
        prefix,
        (endpoint, rule) -> {
          if (endpoint.method() != HttpMethod.GET && rule.allowed().contains(role)) {
            answers.put(
                endpoint.toString(), command(endpoint, existing, token(subject, role, unit)));
          }
          return List.of();
        });
    return answers;
  }

  private String command(Endpoint endpoint, String existing, String token) {
    String said = "";
    for (String body : bodiesOf(endpoint)) {
      Answer answer = send(endpoint, address(endpoint, existing), token, body);
      String code =
          answer.body().isEmpty() ? "" : JSON.readTree(answer.body()).path("code").asString("");
      said = answer.status() + " " + code;
      if (answer.status() != 400) {
        return said;
      }
    }
    return said + "; give it a body by with(…)";
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  AccessRules rules() {
    return rules;
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

  private List<String> bodiesOf(Endpoint endpoint) {
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
