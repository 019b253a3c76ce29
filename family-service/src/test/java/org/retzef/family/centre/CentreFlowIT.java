package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@RetzefIT
class CentreFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Api national;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  @Test
  void servesAClientWithoutAFamilyAndCountsThemOnce() {
    String department = newDepartment("D41");
    Api otzma = otzmaWorker(newUnit(department + ".C1"));
    String centre = "/centres/" + department + ".C1";
    String person;
    try (var events = TestEvents.on("retzef.family.events")) {
      Api.Answer joined = otzma.post(centre + "/service-users", person("דנה", null));
      assertThat(joined.status()).isEqualTo(201);
      person = joined.text("id");
      assertThat(events.await(1, person).getFirst().json())
          .contains("\"familyMember\":false", department + ".C1")
          .doesNotContain("דנה");
    }
    activity(otzma, centre, "INDIVIDUAL", "EMPLOYMENT", List.of(person));
    activity(otzma, centre, "GROUP", "RIGHTS", List.of(person));
    activity(otzma, centre, "GROUP", "RIGHTS", List.of(person));
    JsonNode figures = figures(otzma, department + ".C1");
    assertThat(figures.get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures.get("served").asInt()).isEqualTo(1);
    assertThat(figures.get("withoutFamily").asInt()).isEqualTo(1);
    assertThat(figures.get("activities").values())
        .extracting(row -> row.get("kind").asString() + row.get("activities").asInt())
        .containsExactly("GROUP2", "INDIVIDUAL1");
    assertThat(unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertThat(unitFigure(department, "families")).isZero();
    assertThat(otzma.get(centre + "/service-users/" + person).text("givenName")).isEqualTo("דנה");
  }

  @Test
  void countsAPersonOfTwoCentresOfALocalityOnce() {
    String department = newDepartment("D42");
    String first = newUnit(department + ".C1");
    String second = newUnit(department + ".C2");
    String same = person("רונית", "000000018");
    Api.Answer one = otzmaWorker(first).post("/centres/" + first + "/service-users", same);
    Api.Answer two = otzmaWorker(second).post("/centres/" + second + "/service-users", same);
    assertThat(two.status()).isEqualTo(201);
    assertThat(two.text("id")).isEqualTo(one.text("id"));
    assertThat(figures(national, first).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures(national, second).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures(national, department).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures(national, department).get("centres").asInt()).isEqualTo(2);
    assertThat(unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertThat(unitFigure(first, "serviceUsers")).isEqualTo(1);
    assertThat(unitFigure(second, "serviceUsers")).isZero();
    assertThat(otzmaWorker(first).post("/centres/" + first + "/service-users", same).code())
        .isEqualTo("in-centre-already");
  }

  @Test
  void makesOnePersonOfManyWhoComeWithTheSameIdNumberAtOnce() {
    String department = newDepartment("D43");
    List<String> centres =
        List.of(
            newUnit(department + ".C1"), newUnit(department + ".C2"), newUnit(department + ".C3"));
    List<String> ids =
        Flux.fromIterable(centres)
            .flatMap(
                centre ->
                    Mono.fromCallable(
                            () ->
                                otzmaWorker(centre)
                                    .post(
                                        "/centres/" + centre + "/service-users",
                                        person("גיל", "123456782"))
                                    .text("id"))
                        .subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .block();
    assertThat(ids).hasSize(3).containsOnly(ids.getFirst());
  }

  @Test
  void countsAServiceUserWhoIsAFamilyMemberAsOnePerson() {
    String department = newDepartment("D44");
    String centre = newUnit(department + ".C1");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    JsonNode family =
        worker.post("/families", Requests.family(Map.of(Requests.DEPARTMENT, department))).body();
    String person =
        worker.post("/centres/" + centre + "/service-users", person("سلمى", null)).text("id");
    assertThat(unitFigure(department, "people")).isEqualTo(4);
    String link =
        "{\"familyId\": \"%s\", \"memberId\": \"%s\"}"
            .formatted(
                family.get("id").asString(), family.get("members").get(0).get("id").asString());
    String path = "/centres/" + centre + "/service-users/" + person + "/member";
    assertThat(otzmaWorker(centre).put(path, "\"1\"", link).status()).isEqualTo(403);
    assertThat(worker.put(path, "\"9\"", link).status()).isEqualTo(412);
    assertThat(worker.put(path, "\"1\"", link).body().get("familyMember").asBoolean()).isTrue();
    String served = "/centres/" + centre + "/service-users";
    for (String shown : List.of(served, served + "/" + person)) {
      assertThat(otzmaWorker(centre).get(shown).status()).isEqualTo(200);
    }
    assertThat(readsInTheAudit(family.get("id").asString(), "/api/v1/centres/%")).isEqualTo(2);
    assertThat(unitFigure(department, "people")).isEqualTo(3);
    assertThat(unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertThat(figures(worker, centre).get("withoutFamily").asInt()).isZero();
    String other =
        worker.post("/centres/" + centre + "/service-users", person("אחרת", null)).text("id");
    assertThat(
            worker
                .put("/centres/" + centre + "/service-users/" + other + "/member", "\"1\"", link)
                .code())
        .isEqualTo("member-linked-already");
  }

  private long readsInTheAudit(String family, String route) {
    return database
        .sql(
            """
            select count(*) from audit_line
             where method = 'GET' and route like '%s' and families @> array['%s'::uuid]
            """
                .formatted(route, family))
        .mapValue(Long.class)
        .one()
        .block();
  }

  @Test
  void countsTheCommunityAndAdviceToTheDepartment() {
    String department = newDepartment("D45");
    String centre = newUnit(department + ".C1");
    Api otzma = otzmaWorker(centre);
    String path = "/centres/" + centre + "/activities";
    String community =
        """
        {"kind": "COMMUNITY", "domain": "COMMUNITY", "heldOn": "2026-05-01",
         "serviceUserIds": [], "otherParticipants": 40}
        """;
    assertThat(otzma.postWithKey(path, "c-1", community).status()).isEqualTo(201);
    assertThat(otzma.postWithKey(path, "c-1", community).status()).isEqualTo(201);
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "CONSULTATION", "domain": "RIGHTS", "heldOn": "2026-05-02",
                     "serviceUserIds": [], "departmentWorkers": 3}
                    """)
                .status())
        .isEqualTo(201);
    JsonNode figures = figures(otzma, centre);
    assertThat(figures.get("otherParticipants").asInt()).isEqualTo(40);
    assertThat(figures.get("consultedWorkers").asInt()).isEqualTo(3);
    assertThat(figures.get("served").asInt()).isZero();
    assertThat(otzma.get(path).body().get("items").size()).isEqualTo(2);
  }

  @Test
  void refusesActivitiesThatDoNotSuitTheirKindAndPeopleWhoWereNotThere() {
    String centre = newUnit(newDepartment("D46") + ".C1");
    Api otzma = otzmaWorker(centre);
    String path = "/centres/" + centre + "/activities";
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "INDIVIDUAL", "domain": "RIGHTS", "heldOn": "0001-01-01",
                     "serviceUserIds": [], "otherParticipants": 1, "departmentWorkers": 1}
                    """)
                .faults())
        .isEqualTo(
            "[departmentWorkers participants-unsuitable, heldOn date-too-early, otherParticipants"
                + " participants-unsuitable, serviceUserIds participants-unsuitable]");
    assertThat(otzma.post(path, "{\"heldOn\": \"2026-05-02\", \"serviceUserIds\": []}").faults())
        .isEqualTo("[domain required, kind required]");
    String person =
        otzma.post("/centres/" + centre + "/service-users", person("לא", null)).text("id");
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "GROUP", "domain": "RIGHTS", "heldOn": "2025-12-31",
                     "serviceUserIds": ["%s"]}
                    """
                        .formatted(person))
                .faults())
        .isEqualTo("[serviceUserIds[0] not-in-centre]");
    assertThat(
            national
                .get("/centres/" + centre + "/figures?from=2026-02-01&until=2026-01-01")
                .faults())
        .isEqualTo("[until date-before-start]");
  }

  @Test
  void endsATimeInTheCentreOnceAndCountsItNoLonger() {
    String department = newDepartment("D47");
    String centre = newUnit(department + ".C1");
    Api otzma = otzmaWorker(centre);
    String person =
        otzma.post("/centres/" + centre + "/service-users", person("זה", null)).text("id");
    String path = "/centres/" + centre + "/service-users/" + person;
    String left = "{\"leftOn\": \"%s\"}".formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")));
    assertThat(otzma.patch(path, "\"5\"", left).status()).isEqualTo(412);
    try (var events = TestEvents.on("retzef.family.events")) {
      assertThat(otzma.patch(path, "\"1\"", left).eTag()).isEqualTo("\"2\"");
      assertThat(events.await(1, person).getFirst().type())
          .isEqualTo("org.retzef.service-user.left.v1");
    }
    assertThat(otzma.patch(path, "\"2\"", left).code()).isEqualTo("left-centre-already");
    assertThat(unitFigure(department, "serviceUsers")).isZero();
    assertThat(figures(otzma, centre).get("serviceUsers").asInt()).isEqualTo(1);
  }

  @Test
  void erasesWhoHasLeftEveryCentreAndKeepsTheCount() {
    String department = newDepartment("D49");
    String centre = newUnit(department + ".C1");
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    String person =
        head.post("/centres/" + centre + "/service-users", person("נמחקת", "000000026")).text("id");
    String path = "/centres/" + centre + "/service-users/" + person;
    assertThat(head.post(path + "/erasure", "\"1\"", null).code()).isEqualTo("still-in-centre");
    head.patch(
        path,
        "\"1\"",
        "{\"leftOn\": \"%s\"}".formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
    assertThat(otzmaWorker(centre).post(path + "/erasure", "\"2\"", null).status()).isEqualTo(403);
    assertThat(head.post(path + "/erasure", "\"1\"", null).status()).isEqualTo(412);
    assertThat(head.post(path + "/erasure", "\"2\"", null).status()).isEqualTo(200);
    assertThat(head.get(path).body().get("givenName").isNull()).isTrue();
    assertThat(figures(head, centre).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(
            head.post("/centres/" + centre + "/service-users", person("אחרת", "000000026"))
                .text("id"))
        .as("the same number is nobody known")
        .isNotEqualTo(person);
  }

  @Test
  void showsACentreOnlyToItsOwnAndKeepsWhoIsThereUnreadable() {
    String department = newDepartment("D48");
    String centre = newUnit(department + ".C1");
    String other = newUnit(department + ".C2");
    String person =
        otzmaWorker(centre)
            .post("/centres/" + centre + "/service-users", person("נסתרת", null))
            .text("id");
    Api beside = otzmaWorker(other);
    assertThat(beside.get("/centres/" + centre + "/service-users").status()).isEqualTo(404);
    assertThat(beside.get("/centres/" + other + "/service-users/" + person).code())
        .isEqualTo("service-user-not-found");
    assertThat(beside.post("/centres/" + department + "/service-users", person("א", null)).status())
        .isEqualTo(404);
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    assertThat(head.post("/centres/" + department + "/service-users", person("א", null)).code())
        .isEqualTo("not-a-centre");
    assertThat(head.get("/centres/" + centre + "/service-users").body().get("items").size())
        .isEqualTo(1);
    assertThat(national.get("/centres/" + centre + "/service-users").status()).isEqualTo(403);
    String dump =
        database
            .sql(
                """
                select string_agg(encode(sealed_identity, 'escape') || service_user::text, ' ') as all
                  from service_user_key join service_user on id = service_user_id
                """)
            .map(row -> row.get("all", String.class))
            .one()
            .block();
    assertThat(dump).contains(person).doesNotContain("נסתרת", "123456782");
  }

  @Test
  void takesAFileOfPeopleInOnceHoweverOftenItComes() {
    String department = newDepartment("D50");
    String first = newUnit(department + ".C1");
    String second = newUnit(department + ".C2");
    String known =
        otzmaWorker(first)
            .post("/centres/" + first + "/service-users", person("ידועה", "000000034"))
            .text("id");
    String file =
        row("1", "אחת", null)
            + row("2", "ידועה", "000000034")
            + row("1", "אחת", null)
            + row("3", "שתיים", "000000034").replace("2026-01-15", "2026-02-15")
            + row("4", "שלוש", null).replace("1970-01-02", "2999-01-01")
            + row("5", "ארבע", null).replace("2026-01-15", "2019-12-31")
            + "{]\n";
    Api.Answer checked = upload(otzmaWorker(second), second, "?dryRun=true", file);
    assertThat(counts(checked)).isEqualTo("3 1 3");
    assertThat(unitFigure(second, "serviceUsers")).isZero();
    Api.Answer done = upload(otzmaWorker(second), second, "", file);
    assertThat(done.status()).isEqualTo(202);
    assertThat(counts(done)).isEqualTo("2 1 4");
    assertThat(done.body().get("faults").toString())
        .isEqualTo(
            """
            [{"row":5,"field":"birthDate","code":"date-in-future"},\
            {"row":6,"field":"joinedOn","code":"unit-closed"},\
            {"row":7,"field":"","code":"body-malformed"},\
            {"row":4,"field":"joinedOn","code":"in-centre-already"}]""");
    assertThat(counts(upload(otzmaWorker(second), second, "", file))).isEqualTo("0 3 4");
    assertThat(unitFigure(second, "serviceUsers")).as("one counts where she was").isEqualTo(1);
    assertThat(unitFigure(department, "serviceUsers")).isEqualTo(2);
    assertThat(told(known)).isEqualTo(2);
    Api.Answer shown =
        otzmaWorker(second).get(done.headers().getLocation().toString().replace("/api/v1", ""));
    assertThat(counts(shown)).isEqualTo("2 1 4");
    Api other = otzmaWorker(first);
    assertThat(upload(other, second, "", file).status()).isEqualTo(404);
    assertThat(other.get("/centres/" + first + "/service-users/imports/" + done.text("id")).code())
        .isEqualTo("import-not-found");
  }

  private static String row(String key, String givenName, String nationalId) {
    return "{\"rowKey\": \"%s\", %s\n"
        .formatted(key, person(givenName, nationalId).strip().substring(1).replace("\n", " "));
  }

  private Api.Answer upload(Api caller, String centre, String query, String file) {
    return caller.send(
        HttpMethod.POST,
        "/centres/" + centre + "/service-users/imports" + query,
        file,
        Map.of(HttpHeaders.CONTENT_TYPE, "application/x-ndjson"));
  }

  private static String counts(Api.Answer told) {
    JsonNode body = told.body();
    return "%d %d %d"
        .formatted(
            body.get("done").asInt(), body.get("repeated").asInt(), body.get("refused").asInt());
  }

  private long told(String person) {
    return database
        .sql("select count(*) from outbox where aggregate_id = :person")
        .bind("person", person)
        .map(row -> row.get(0, Long.class))
        .one()
        .block();
  }

  private void activity(Api otzma, String centre, String kind, String domain, List<String> people) {
    assertThat(
            otzma
                .post(
                    centre + "/activities",
                    """
                    {"kind": "%s", "domain": "%s", "heldOn": "2026-03-01", "serviceUserIds": ["%s"]}
                    """
                        .formatted(kind, domain, String.join("\", \"", people)))
                .status())
        .isEqualTo(201);
  }

  private static String person(String givenName, String nationalId) {
    return """
    {"givenName": "%s", "familyName": "לדוגמה", "nationalId": %s, "birthDate": "1970-01-02",
     "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
    """
        .formatted(givenName, nationalId == null ? "null" : "\"" + nationalId + "\"");
  }

  private static JsonNode figures(Api api, String unit) {
    return api.get("/centres/" + unit + "/figures?from=2026-01-01&until=2026-12-31").body();
  }

  private long unitFigure(String unit, String name) {
    return national.get("/units/" + unit + "/figures").body().get("total").get(name).asLong();
  }

  private Api otzmaWorker(String centre) {
    return new Api(http, TestTokens.token("o-1", centre, "otzma-worker"));
  }

  private String newDepartment(String label) {
    return newUnit("IL.SOUTH.A2200." + label);
  }

  private String newUnit(String path) {
    assertThat(
            national
                .post(
                    "/units",
                    """
                    {"path": "%s", "nameHe": "יחידה", "openedOn": "2020-01-01"}
                    """
                        .formatted(path))
                .status())
        .isEqualTo(201);
    return path;
  }
}
