package org.retzef.platform.testing;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service can be asked: each GET of its table of rules. */
public final class Questions {

  private static final JsonMapper JSON = new JsonMapper();

  private final WebTestClient http;
  private final AccessRules rules;

  public Questions(WebTestClient http, AccessRules rules) {
    this.http = http.mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1)).build();
    this.rules = rules;
  }

  /**
   * The paths of the rules that decide about none of these: questions that nobody asks.
   *
   * @param addresses as they are asked for, with or without a query
   */
  public List<String> notAmong(Collection<String> addresses) {
    var asked = addresses.stream().map(this::ruleFor).collect(Collectors.toSet());
    return rules.rules().stream()
        .filter(rule -> rule.method().equals(HttpMethod.GET) && !asked.contains(rule))
        .map(Rule::path)
        .toList();
  }

  private Rule ruleFor(String address) {
    PathContainer path = PathContainer.parsePath(address.replaceFirst("\\?.*", ""));
    return rules.ruleFor(HttpMethod.GET, path).orElseThrow();
  }

  /**
   * Whether the service looks and tells within a minute what there is, or that there is none. With
   * the {@link LastConnection} it does not where it holds that while it asks for another.
   */
  public boolean isAnswered(String address, String token) {
    try {
      HttpStatusCode status = answer(address, token).getStatus();
      return status.is2xxSuccessful() || status.value() == 404;
    } catch (ConditionTimeoutException waitsForItself) {
      return false;
    }
  }

  /** Those that show a list of fewer than two, where a question for each row would not show. */
  public List<String> listsShorterThanTwo(Collection<String> addresses, String token) {
    return addresses.stream().filter(address -> isShorterThanTwo(address, token)).toList();
  }

  private boolean isShorterThanTwo(String address, String token) {
    var answer = answer(address, token);
    if (!MediaType.APPLICATION_JSON.isCompatibleWith(
        answer.getResponseHeaders().getContentType())) {
      return false;
    }
    JsonNode page = JSON.readTree(answer.getResponseBody());
    return page.has("next") && page.path("items").size() < 2;
  }

  private EntityExchangeResult<byte[]> answer(String address, String token) {
    return Patiently.ask(
        () -> http.get().uri(address).headers(headers -> headers.setBearerAuth(token)).exchange());
  }
}
