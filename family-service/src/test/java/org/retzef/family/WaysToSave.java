package org.retzef.family;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** For each PATCH and PUT of the service something that is there, and two values to be saved. */
final class WaysToSave {

  static final String DEPARTMENT = "IL.SOUTH.A2560.D72";

  private static final String CENTRE = DEPARTMENT + ".C1";

  private final WebTestClient http;
  private final Map<String, Save> saves = new LinkedHashMap<>();

  WaysToSave(WebTestClient http) {
    this.http = http;
  }

  /**
   * @param body with a place for the value
   * @param shown how the value stands in the state that a refusal tells
   */
  record Save(String path, String eTag, String body, String one, String other, String shown) {}

  /** By endpoint, as {@code PATCH /families/{id}}. */
  Map<String, Save> all(JsonNode duplicateRules) {
    family();
    organisation(duplicateRules);
    partners();
    return saves;
  }

  private void organisation(JsonNode duplicateRules) {
    add("PATCH /units/{path}", "/units/" + DEPARTMENT, "\"1\"", "nameHe", "צפון", "דרום");
    String locality = "/centres/" + CENTRE + "/localities/IL.SOUTH.A2560";
    saves.put(
        "PATCH /centres/{path}/localities/{locality}",
        new Save(
            locality,
            "\"1\"",
            "{\"until\": \"%s\"}",
            "2099-01-01",
            "2099-02-02",
            "\"until\":\"%s\""));
    saves.put(
        "PUT /duplicate-rules",
        new Save(
            "/duplicate-rules",
            "\"" + duplicateRules.get("version").asLong() + "\"",
            "{\"validFrom\": \"%s\", \"showFrom\": %%s, \"rules\": %s}"
                .formatted(today(), duplicateRules.get("rules")),
            "71",
            "72",
            "\"showFrom\":%s"));
    String terms = "/posts/RISK_COORDINATOR/terms";
    String term =
        national()
            .post(
                terms,
                "{\"unit\": \"IL.SOUTH\", \"programme\": \"MIFGASH\", \"holder\": \"c-72\", \"from\": \"2026-01-01\"}")
            .text("id");
    add(
        "PUT /posts/{post}/terms/{id}/end",
        terms + "/" + term + "/end",
        "\"1\"",
        "until",
        "2099-01-01",
        "2099-02-02");
    Api head = new Api(http, TestTokens.token("h-1", DEPARTMENT, "department-head"));
    head.post("/units/" + DEPARTMENT + "/programme-setups", "{\"programme\": \"MIFGASH\"}");
    add(
        "PATCH /units/{path}/programme-setups/{programme}/steps/{step}",
        "/units/" + DEPARTMENT + "/programme-setups/MIFGASH/steps/TRAINING",
        "\"1\"",
        "doneOn",
        "2026-01-01",
        "2026-02-02");
    String overlays = "/units/" + DEPARTMENT + "/emergency-overlays";
    String overlay =
        national()
            .post(
                overlays,
                "{\"name\": \"שיטפון\", \"form\": \"EMERGENCY_2020\", \"from\": \"%s\"}"
                    .formatted(today()))
            .text("id");
    add(
        "PATCH /units/{path}/emergency-overlays/{overlayId}",
        overlays + "/" + overlay,
        "\"1\"",
        "to",
        today().plusDays(1).toString(),
        today().plusDays(2).toString());
    String questions =
        "{\"fields\": [{\"code\": \"helped\", \"type\": \"YES_NO\", \"labelHe\": \"%s\"}]}";
    String questionnaire =
        national()
            .post(
                "/questionnaires",
                """
                {"audience": "FAMILY", "mode": "ROUTINE", "nameHe": "שאלון", "definition": %s}
                """
                    .formatted(questions.formatted("שאלה")))
            .text("id");
    saves.put(
        "PUT /questionnaires/{id}",
        new Save(
            "/questionnaires/" + questionnaire,
            "\"1\"",
            "{\"definition\": " + questions + "}",
            "האם נעזרת",
            "האם הועיל",
            "\"labelHe\":\"%s\""));
  }

  private void partners() {
    add(
        "PUT /partner-agreements/{partner}/end",
        "/partner-agreements/NGO-72000001/end",
        "\"1\"",
        "validUntil",
        "2098-01-01",
        "2098-02-02");
    ReferringPartner partner = ReferringPartner.agreed(http, "NGO-SAVES");
    saves.put(
        "PUT /partner-referrals/{id}/answer",
        new Save(
            "/partner-referrals/" + partner.refers(DEPARTMENT, "answered") + "/answer",
            "\"1\"",
            "{\"decision\": \"DECLINE\", \"reason\": \"%s\"}",
            "NO_ROOM",
            "OTHER",
            "\"declineReason\":\"%s\""));
    saves.put(
        "PUT /partner-agreements/{partner}/suspension",
        new Save(
            "/partner-agreements/NGO-SAVES/suspension",
            "\"1\"",
            "{\"suspended\": %s}",
            "true",
            "false",
            "\"suspended\":%s"));
    String listed =
        """
        {"code": "SAVES", "kind": "NGO", "nameHe": "%s", "nameAr": "جمعية", "nameEn": "Society",
         "legalBases": [{"code": "CONTRACT", "scopes": ["trainings:read"]}]}
        """;
    national().post("/partners", listed.formatted("עמותה"));
    saves.put(
        "PUT /partners/{code}",
        new Save("/partners/SAVES", "\"1\"", listed, "צפון", "דרום", "\"nameHe\":\"%s\""));
    String accepted = "/partner-referrals/" + partner.refers(DEPARTMENT, "accepted");
    new Api(http, TestTokens.token("filler", DEPARTMENT, "family-social-worker"))
        .send(
            HttpMethod.PUT,
            accepted + "/answer",
            "{\"decision\": \"ACCEPT\"}",
            Map.of("If-Match", "\"1\""));
    saves.put(
        "PUT /partner-referrals/{id}/result",
        new Save(
            accepted + "/result",
            "\"2\"",
            "{\"result\": \"%s\"}",
            "SERVICE_BEGAN",
            "NOT_SUITABLE",
            "\"result\":\"%s\""));
  }

  private void family() {
    FilledFamily.openDepartment(http, DEPARTMENT);
    FilledFamily family = FilledFamily.in(http, DEPARTMENT, "שמירהוף", 72_000_001, "MAPA");
    String path = family.path();
    Api worker = new Api(http, TestTokens.token("filler", DEPARTMENT, "family-social-worker"));
    Api.Answer file = worker.get(path);
    String child = file.body().at("/members/2/id").asString();
    saves.put(
        "PATCH /families/{id}",
        new Save(
            path,
            file.eTag(),
            "{\"address\": {\"street\": \"%s\", \"city\": \"דימונה\"}}",
            "הדקל 11",
            "האלה 22",
            "\"street\":\"%s\""));
    FilledFamily second = FilledFamily.in(http, DEPARTMENT, "שמירהוף", 72_000_002, "MAPA");
    saves.put(
        "PATCH /families/{id}/members/{memberId}",
        new Save(
            second.path() + "/members/" + firstChild(worker, second.path()),
            worker.get(second.path()).eTag(),
            "{\"givenName\": \"%s\"}",
            "אלון",
            "ארז",
            "\"givenName\":\"%s\""));
    FilledFamily third = FilledFamily.in(http, DEPARTMENT, "שמירהוף", 72_000_003, "MAPA");
    JsonNode member = worker.get(third.path()).body().at("/members/1");
    saves.put(
        "PUT /families/{id}/relations",
        new Save(
            third.path() + "/relations",
            worker.get(third.path()).eTag(),
            "{\"members\": [{\"memberId\": %s, \"relations\": [{\"relation\": \"%%s\", \"since\": %s}]}]}"
                .formatted(member.get("id"), member.get("joinedOn")),
            "OTHER",
            "GRANDCHILD",
            "\"relation\":\"%s\""));
    String enrolment = worker.get(path + "/enrolments").body().at("/items/0/id").asString();
    saves.put(
        "PATCH /families/{id}/enrolments/{enrolmentId}",
        new Save(
            path + "/enrolments/" + enrolment,
            "\"1\"",
            "{\"status\": \"LEFT\", \"endDate\": \"%s\", \"reason\": \"OTHER\"}",
            "2026-03-01",
            "2026-04-02",
            "\"endDate\":\"%s\""));
    saves.put(
        "PUT /families/{id}/duplicates/{otherId}",
        new Save(
            path + "/duplicates/" + second.id(),
            "\"0\"",
            "{\"verdict\": \"%s\"}",
            "NOT_THE_SAME",
            "UNDECIDED",
            "\"verdict\":\"%s\""));
    saves.put(
        "PUT /families/{id}/fit/answers",
        new Save(
            path + "/fit/answers",
            "\"1\"",
            "{\"answers\": [{\"fact\": \"livesInPoverty\", \"value\": %s}]}",
            "true",
            "false",
            "\"value\":%s"));
    plans(worker, path);
    serviceUsers(worker, path, child);
  }

  private static String firstChild(Api worker, String family) {
    return worker.get(family).body().at("/members/1/id").asString();
  }

  private void plans(Api worker, String path) {
    String goal =
        """
        {"domain": "DEBTS", "aspect": "BASIC_NEEDS", "goal": "%s", "target": "הקיץ",
         "indicator": "דף חשבון", "dueOn": "DAY", "worker": "filler"}
        """
            .replace("DAY", today().plusDays(9).toString());
    String draft =
        "{\"reviewOn\": \"%s\", \"goals\": [%s]}"
            .formatted(today().plusDays(3), goal.formatted("הסדר"));
    String plan = path + "/plans/" + worker.post(path + "/plans", draft).text("id");
    add(
        "PATCH /families/{id}/plans/{planId}",
        plan,
        "\"1\"",
        "reviewOn",
        today().plusDays(5).toString(),
        today().plusDays(6).toString());
    String other = path + "/plans/" + worker.post(path + "/plans", draft).text("id");
    saves.put(
        "PUT /families/{id}/plans/{planId}/goals/{goalId}",
        new Save(
            other + "/goals/" + worker.get(other).body().at("/goals/0/id").asString(),
            "\"1\"",
            goal,
            "עבודה קבועה",
            "חשבון מאוזן",
            "\"goal\":\"%s\""));
  }

  private void serviceUsers(Api worker, String family, String child) {
    String people = "/centres/" + CENTRE + "/service-users";
    List<String> ids =
        Stream.of("גיל", "טל")
            .map(
                name ->
                    """
                    {"givenName": "%s", "familyName": "לדוגמה", "birthDate": "1970-01-02",
                     "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
                    """
                        .formatted(name))
            .map(person -> worker.post(people, person).text("id"))
            .toList();
    add(
        "PATCH /centres/{path}/service-users/{id}",
        people + "/" + ids.getFirst(),
        "\"1\"",
        "leftOn",
        "2026-03-03",
        "2026-04-04");
    String head = worker.get(family).body().at("/members/0/id").asString();
    saves.put(
        "PUT /centres/{path}/service-users/{id}/member",
        new Save(
            people + "/" + ids.getLast() + "/member",
            "\"1\"",
            "{\"familyId\": \"%s\", \"memberId\": \"%%s\"}"
                .formatted(family.substring("/families/".length())),
            head,
            child,
            "\"familyMember\":true")); // whom, is not told to a centre
  }

  private void add(
      String endpoint, String path, String eTag, String field, String one, String other) {
    saves.put(
        endpoint,
        new Save(
            path, eTag, "{\"" + field + "\": \"%s\"}", one, other, "\"" + field + "\":\"%s\""));
  }

  private Api national() {
    return new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  /** Asked each time: a day may begin while the tests run. */
  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }
}
