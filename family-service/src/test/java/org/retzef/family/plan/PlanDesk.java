package org.retzef.family.plan;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.retzef.family.Calls;
import org.retzef.platform.testing.Answers;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the tests of plans do with the plans of a family of their own. */
final class PlanDesk {

  static final String DEPARTMENT = "IL.SOUTH.A0666.D1";
  static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");
  static final String LEAD = Calls.token("lead-1", DEPARTMENT, "team-lead");
  static final String HEAD = Calls.token("head-1", DEPARTMENT, "department-head");
  static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  static final String REVIEW = TODAY.plusMonths(6).toString();

  final Calls calls;
  final String family;
  final String plans;

  /** Registers the family. */
  PlanDesk(WebTestClient http) {
    calls = new Calls(http);
    family = calls.family(DEPARTMENT);
    plans = "/families/" + family + "/plans";
  }

  String approved() {
    String plan = drafted(goal("DEBTS", "BASIC_NEEDS", "הסדר"));
    act(WORKER, plan + "/submission", null, 1);
    act(HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
    return plan;
  }

  String drafted(String goals) {
    return plans + "/" + Answers.id(calls.post(WORKER, plans, draft(goals)));
  }

  static String draft(String goals) {
    return "{\"reviewOn\": \"%s\", \"goals\": [%s]}".formatted(REVIEW, goals);
  }

  static String goal(String domain, String aspect, String words) {
    return """
        {"domain": "%s", "aspect": "%s", "goal": "%s", "target": "עד הקיץ", "indicator": "דף חשבון",
         "dueOn": "%s", "worker": "worker-1"}
        """
        .formatted(domain, aspect, words, REVIEW);
  }

  void act(String token, String path, @Nullable String body, long version) {
    calls.change(HttpMethod.POST, token, path, body, version).expectStatus().isCreated();
  }

  JsonNode shown(String plan) {
    return Answers.json(calls.get(WORKER, plan), 200);
  }

  long version(String plan) {
    return shown(plan).get("version").asLong();
  }
}
