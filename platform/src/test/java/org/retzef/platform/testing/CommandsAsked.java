package org.retzef.platform.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.retzef.platform.testing.ServiceEndpoints.Answer;
import org.retzef.platform.testing.ServiceEndpoints.Endpoint;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

/** What each command of a service answers to somebody who may give it. */
public final class CommandsAsked {

  private static final JsonMapper JSON = new JsonMapper();

  private final ServiceEndpoints endpoints;

  public CommandsAsked(ServiceEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * What each command answers to somebody whom its rule lets in, by endpoint: the status and the
   * refusal's code.
   *
   * @param prefix of the endpoints, up to the id: {@code /api/v1/families/{}
   * @param existing what stands there
   */
  public Map<String, String> answers(
      String prefix, String existing, String subject, String role, String unit) {
    Map<String, String> answers = new ConcurrentHashMap<>();
    endpoints.atEachRuled(
        prefix,
        (endpoint, rule) -> {
          if (endpoint.method() != HttpMethod.GET && rule.allowed().contains(role)) {
            answers.put(
                endpoint.toString(),
                command(endpoint, existing, ServiceEndpoints.token(subject, role, unit)));
          }
          return List.of();
        });
    return answers;
  }

  private String command(Endpoint endpoint, String existing, String token) {
    String said = "";
    for (String body : endpoints.bodiesOf(endpoint)) {
      Answer answer = endpoints.send(endpoint, endpoints.address(endpoint, existing), token, body);
      String code =
          answer.body().isEmpty() ? "" : JSON.readTree(answer.body()).path("code").asString("");
      said = answer.status() + " " + code;
      if (answer.status() != 400) {
        return said;
      }
    }
    return said + "; give it a body by with(…)";
  }
}
