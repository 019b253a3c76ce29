package org.retzef.platform.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.ServiceEndpoints.Answer;
import org.retzef.platform.testing.ServiceEndpoints.Endpoint;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** What no honest client sends, sent to each endpoint that a service has. */
public final class EndpointAttacks {

  private static final String FIELD = "isApprovedByNationalManager";

  /** The last and the first that Java knows, one that PostgreSQL does not, and a likely one. */
  private static final List<String> FAR_DAYS =
      List.of("+999999999-12-31", "-999999999-01-01", "+300000-01-01", "9999-12-31");

  /** NUL, a turned direction, an escape, SQL and a tree's wildcards, half a letter, a long name. */
  private static final List<String> GARBAGE =
      List.of("a\0b", "\u202eא", "\u001bא", "' or 1=1 --", "*.@", "\ud83d", "א".repeat(300));

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  private final ServiceEndpoints endpoints;

  public EndpointAttacks(ServiceEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * Mass assignment: endpoints that do not refuse a field which is not in their document, whatever
   * it is called; so no client sets what is the service's to set.
   */
  public List<String> takingUnknownFields() {
    List<String> taking = new ArrayList<>();
    int tried = 0;
    for (Endpoint endpoint : endpoints.all()) {
      Rule rule = endpoints.ruleFor(endpoint);
      if (rule != null && endpoints.takesJson(endpoint)) {
        tried++;
        Answer answer =
            endpoints.send(endpoint, address(endpoint), tokenFor(rule), "{\"" + FIELD + "\":true}");
        boolean namesIt = answer.body().contains("\"field\":\"" + FIELD + "\"");
        if (answer.status() != 400 || !namesIt) {
          taking.add(endpoint + ": " + answer);
        }
      }
    }
    if (tried == 0) {
      taking.add("no endpoint takes JSON, so nothing was tried");
    }
    return taking;
  }

  /** Endpoints that take a question with NUL in it, which no database can look up. */
  public List<String> takingControlsInQuestions() {
    List<String> taking = new ArrayList<>();
    for (Endpoint endpoint : endpoints.all()) {
      Rule rule = endpoints.ruleFor(endpoint);
      if (rule != null && endpoint.method().equals(HttpMethod.GET)) {
        Answer answer =
            endpoints.send(endpoint, address(endpoint) + "?track=a\0b", tokenFor(rule), "");
        if (answer.status() != 400 || !answer.body().contains("\"field\":\"track\"")) {
          taking.add(endpoint + ": " + answer);
        }
      }
    }
    return taking;
  }

  /** Endpoints that take a day which is too far away to reckon with: each of their days alone. */
  public List<String> takingFarDays() {
    List<String> taking = new ArrayList<>();
    int tried = 0;
    for (Endpoint endpoint : endpoints.all()) {
      Rule rule = endpoints.ruleFor(endpoint);
      for (String name : rule == null ? List.<String>of() : endpoints.daysAskedFor(endpoint)) {
        tried++;
        FAR_DAYS.stream()
            .map(day -> answerTo(endpoint, rule, name, day))
            .filter(answer -> answer.status() != 400 || !answer.body().contains(fieldOf(name)))
            .forEach(answer -> taking.add(endpoint + " " + name + ": " + answer));
      }
    }
    if (tried == 0) {
      taking.add("no endpoint asks for a day, so nothing was tried");
    }
    return taking;
  }

  private static String fieldOf(String name) {
    return "\"field\":\"" + name + "\"";
  }

  private Answer answerTo(Endpoint endpoint, Rule rule, String name, String day) {
    String others = endpoints.queryOf(endpoint).replaceAll("(?<=[?&])" + name + "=[^&]*", "");
    String path =
        endpoint.path().contains("{unit}") ? endpoints.address(endpoint, "IL") : address(endpoint);
    String address = path + (others.isEmpty() ? "?" : others + "&") + name + "={day}";
    return endpoints.send(endpoint, address, tokenFor(rule), "", day);
  }

  /** Endpoints that do not refuse what nobody is called, in place of each id and code. */
  public List<String> takingGarbageInAddresses() {
    List<String> taking = new ArrayList<>();
    for (Endpoint endpoint : endpoints.all()) {
      Rule rule = endpoints.ruleFor(endpoint);
      Object[] places = VARIABLE.matcher(endpoint.path()).results().toArray();
      if (rule != null && places.length > 0) {
        String address = VARIABLE.matcher(endpoint.path()).replaceAll("{garbage}");
        for (String garbage : GARBAGE) {
          Arrays.fill(places, garbage);
          Answer answer =
              endpoints.send(
                  endpoint, address + endpoints.queryOf(endpoint), tokenFor(rule), "{}", places);
          if (answer.status() < 400 || answer.status() >= 500) {
            taking.add("%s with %s: %s".formatted(endpoint, garbage.codePointAt(0), answer));
          }
        }
      }
    }
    return taking;
  }

  /**
   * Function level: addresses that answer a method which no rule names, even to somebody who has
   * every role.
   */
  public List<String> answeringOtherMethods() {
    String everything =
        TestTokens.of("attacker")
            .unit("IL")
            .roles(ServiceEndpoints.ROLES.toArray(String[]::new))
            .signed();
    List<String> answering = new ArrayList<>();
    for (Endpoint endpoint : endpoints.all()) {
      for (HttpMethod method : HttpMethod.values()) {
        Endpoint other = new Endpoint(method, endpoint.path());
        String address = address(other);
        var path = PathContainer.parsePath(address);
        if (endpoints.rules().ruleFor(method, path).isEmpty()) {
          int status = endpoints.send(other, address, everything, "{}").status();
          boolean isRefused =
              status == 403 || status == 405 || status == 400 && method.equals(HttpMethod.TRACE);
          if (!isRefused) {
            answering.add(other + " answers " + status);
          }
        }
      }
    }
    return answering.stream().distinct().toList();
  }

  private String address(Endpoint endpoint) {
    return endpoints.address(endpoint, UUID.randomUUID().toString());
  }

  private static @Nullable String tokenFor(Rule rule) {
    return rule.open() ? null : ServiceEndpoints.token("attacker", rule.allowed().getFirst(), "IL");
  }
}
