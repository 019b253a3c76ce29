package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the service can be asked about a family and its department: each GET of its table
 * of rules, by the first role that the table lets in, and by those who see some families only. A
 * new endpoint is in it by being there.
 */
public final class Reads {

  /** What an endpoint must be told, or is told besides, to show what there is. */
  private static final Map<String, List<String>> QUERIES =
      Map.of(
          "/api/v1/families", List.of("", "?query=%1$s"),
          "/api/v1/transfers", List.of("", "?direction=OUTGOING"),
          "/api/v1/referrals", List.of("", "?direction=OUTGOING"),
          "/api/v1/emergency-access", List.of("?unit=%2$s"),
          "/api/v1/units/{path}/plan-reviews", List.of("?dueBefore=2999-01-01"),
          "/api/v1/units/{path}/assessments/summary", List.of("?from=2026-01-01&to=2026-06-30"),
          "/api/v1/centres/{path}/figures", List.of("?from=2026-01-01&until=2026-06-30"));

  private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
  private static final JsonMapper JSON = new JsonMapper();

  private final WebTestClient http;
  private final List<AccessRules.Rule> readings;

  /**
   * @param route the row of the table that let it in
   * @param path as it was asked for
   */
  public record Answer(String route, String path, String role, int status, JsonNode body) {}

  public Reads(WebTestClient http, AccessRules rules) {
    this.http = http.mutate().filters(List::clear).build(); // what answers look like, others test
    readings =
        rules.rules().stream()
            .filter(rule -> rule.method() == HttpMethod.GET && !rule.open())
            .toList();
  }

  /** Asks everything, as the family's holder and as partner of its consent, each answer in turn. */
  public void ask(FilledFamily family, Consumer<Answer> heard) {
    for (AccessRules.Rule reading : readings) {
      for (String role : askers(reading)) {
        String token = token(family, role);
        String path = pathOf(reading, family, token);
        for (String query : QUERIES.getOrDefault(reading.path(), List.of(""))) {
          String asked = path + query.formatted(family.name(), family.department());
          heard.accept(get(reading.path(), asked, role, token));
        }
      }
    }
  }

  /** As the partner of its consent alone. */
  public void askAsPartner(FilledFamily family, Consumer<Answer> heard) {
    for (AccessRules.Rule reading : readings) {
      for (String role : askers(reading)) {
        if (role.startsWith("scope:") && !role.equals("scope:contact:read")) {
          String token = token(family, role);
          heard.accept(get(reading.path(), pathOf(reading, family, token), role, token));
        }
      }
    }
  }

  private static List<String> askers(AccessRules.Rule reading) {
    return reading.allowed().stream()
        .filter(
            role ->
                role.equals(reading.allowed().getFirst())
                    || role.equals("family-companion")
                    || role.startsWith("scope:"))
        .toList();
  }

  /** The answers by path and role. */
  public Map<String, Answer> all(FilledFamily family) {
    Map<String, Answer> all = new LinkedHashMap<>();
    ask(family, answer -> all.put(answer.path() + " as " + answer.role(), answer));
    return all;
  }

  /** Whose rule lets the role in, as {@link #ask} asks. */
  public static String token(FilledFamily family, String role) {
    var token = TestTokens.of(family.holder()).unit(family.department());
    if (role.equals("scope:contact:read")) {
      return token.claim("scope", "contact:read").signed(); // another service's, no partner's
    }
    return role.startsWith("scope:")
        ? token
            .roles("partner")
            .claim("partner", "NGO-FILL")
            .claim("scope", role.substring("scope:".length()))
            .signed()
        : token.roles(role).signed();
  }

  private String pathOf(AccessRules.Rule reading, FilledFamily family, String token) {
    StringBuilder path = new StringBuilder();
    String route = "";
    for (String segment : reading.path().substring(1).split("/")) {
      String value = segment.startsWith("{") ? variable(route, path, family, token) : segment;
      path.append('/').append(value);
      route = route + "/" + segment;
    }
    return path.toString();
  }

  /**
   * What stands where the route has a variable: what is known, or what the list before it shows.
   */
  private String variable(String route, CharSequence path, FilledFamily family, String token) {
    return switch (route) {
      case "/api/v1/families" -> family.id();
      case "/api/v1/family-imports" -> family.importId();
      case "/api/v1/units" -> family.department();
      case "/api/v1/centres" -> family.department() + ".C1";
      case "/api/v1/tracks", "/api/v1/programmes" -> "MAPA";
      case "/api/v1/centres/{path}/service-users/imports" -> NOBODY; // no list shows them
      default -> route.endsWith("/versions") ? "1" : firstOf(route, path, family, token);
    };
  }

  private String firstOf(String route, CharSequence path, FilledFamily family, String token) {
    String query = QUERIES.getOrDefault(route, List.of("")).getLast();
    JsonNode items =
        get(route, path + query.formatted(family.name(), family.department()), "", token)
            .body()
            .path("items");
    for (String key : List.of("id", "code", "programme")) {
      if (items.path(0).has(key)) {
        return items.path(0).get(key).asString();
      }
    }
    return NOBODY;
  }

  private Answer get(String route, String path, String role, String token) {
    var result =
        http.get()
            .uri(path + (path.contains("?") ? "&" : "?") + "limit=50")
            .headers(headers -> headers.setBearerAuth(token))
            .exchange()
            .expectBody()
            .returnResult();
    int status = result.getStatus().value();
    assertThat(status).as(path + " as " + role).isIn(200, 403, 404);
    byte[] body = result.getResponseBody();
    return new Answer(
        route, path, role, status, body == null ? JSON.nullNode() : JSON.readTree(body));
  }

  /** The routes of some answers, each once, in their order. */
  public static List<String> routes(List<Answer> answers) {
    return new ArrayList<>(answers.stream().map(Answer::route).distinct().toList());
  }
}
