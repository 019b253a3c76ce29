package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.centre.OtzmaCentres.figures;
import static org.retzef.family.centre.OtzmaCentres.person;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.family.Api;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** How many people the centres serve: each counts once, whatever else they are. */
@RetzefIT
class CentreFiguresFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private OtzmaCentres centres;

  @BeforeEach
  void centres() {
    centres = new OtzmaCentres(http);
  }

  @Test
  void servesSomebodyWithoutAFamilyAndCountsThemOnce() {
    String department = centres.newDepartment("D41");
    Api otzma = centres.worker(centres.newUnit(department + ".C1"));
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
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertThat(centres.unitFigure(department, "families")).isZero();
    assertThat(otzma.get(centre + "/service-users/" + person).text("givenName")).isEqualTo("דנה");
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

  @Test
  void countsAPersonOfTwoCentresOfALocalityOnce() {
    String department = centres.newDepartment("D42");
    String first = centres.newUnit(department + ".C1");
    String second = centres.newUnit(department + ".C2");
    String same = person("רונית", "000000018");
    Api.Answer one = centres.worker(first).post("/centres/" + first + "/service-users", same);
    Api.Answer two = centres.worker(second).post("/centres/" + second + "/service-users", same);
    assertThat(two.status()).isEqualTo(201);
    assertThat(two.text("id")).isEqualTo(one.text("id"));
    assertThat(figures(centres.national(), first).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures(centres.national(), second).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures(centres.national(), department).get("serviceUsers").asInt()).isEqualTo(1);
    assertThat(figures(centres.national(), department).get("centres").asInt()).isEqualTo(2);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertThat(centres.unitFigure(first, "serviceUsers")).isEqualTo(1);
    assertThat(centres.unitFigure(second, "serviceUsers")).isZero();
    assertThat(centres.worker(first).post("/centres/" + first + "/service-users", same).code())
        .isEqualTo("in-centre-already");
  }

  @Test
  void countsAServiceUserWhoIsAFamilyMemberAsOnePerson() {
    String department = centres.newDepartment("D44");
    String centre = centres.newUnit(department + ".C1");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    JsonNode family =
        worker.post("/families", Requests.family(Map.of(Requests.DEPARTMENT, department))).body();
    String person =
        worker.post("/centres/" + centre + "/service-users", person("سلمى", null)).text("id");
    assertThat(centres.unitFigure(department, "people")).isEqualTo(4);
    String link =
        "{\"familyId\": \"%s\", \"memberId\": \"%s\"}"
            .formatted(
                family.get("id").asString(), family.get("members").get(0).get("id").asString());
    String path = "/centres/" + centre + "/service-users/" + person + "/member";
    assertThat(centres.worker(centre).put(path, "\"1\"", link).status()).isEqualTo(403);
    assertThat(worker.put(path, "\"9\"", link).status()).isEqualTo(412);
    assertThat(worker.put(path, "\"1\"", link).body().get("familyMember").asBoolean()).isTrue();
    String served = "/centres/" + centre + "/service-users";
    for (String shown : List.of(served, served + "/" + person)) {
      assertThat(centres.worker(centre).get(shown).status()).isEqualTo(200);
    }
    assertThat(readsInTheAudit(family.get("id").asString(), "/api/v1/centres/%")).isEqualTo(2);
    assertThat(centres.unitFigure(department, "people")).isEqualTo(3);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertThat(figures(worker, centre).get("withoutFamily").asInt()).isZero();
    String other =
        worker.post("/centres/" + centre + "/service-users", person("אחרת", null)).text("id");
    assertThat(
            worker
                .put("/centres/" + centre + "/service-users/" + other + "/member", "\"1\"", link)
                .code())
        .isEqualTo("member-linked-already");
  }

  @Test
  void countsWhoWasInTwoFamiliesOnceWhileTheyAreMerged() {
    String department = centres.newDepartment("D71");
    String centre = centres.newUnit(department + ".C1");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    JsonNode survivor = registers(worker, department);
    JsonNode merged = registers(worker, department);
    List<String> people =
        List.of(
            served(worker, centre, survivor, 0),
            served(worker, centre, merged, 0),
            served(worker, centre, merged, 1));
    activity(centres.worker(centre), "/centres/" + centre, "GROUP", "RIGHTS", people);
    assertCounted(worker, centre, 3);
    assertThat(centres.unitFigure(department, "people")).isEqualTo(6);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(3);

    Api.Answer merger = merges(department, survivor, merged);
    assertThat(merger.status()).isEqualTo(201);
    assertThat(centres.unitFigure(department, "people")).isEqualTo(3);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(2);
    assertCounted(worker, centre, 2);

    assertThat(
            lead(department)
                .post("/families/merges/" + merger.text("id") + "/reversal", "\"1\"", null)
                .status())
        .isEqualTo(200);
    assertThat(centres.unitFigure(department, "people")).isEqualTo(6);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(3);
    assertCounted(worker, centre, 3);
  }

  private static void assertCounted(Api worker, String centre, int people) {
    JsonNode figures = figures(worker, centre);
    assertThat(figures.get("serviceUsers").asInt()).isEqualTo(people);
    assertThat(figures.get("withoutFamily").asInt()).isZero();
    assertThat(figures.get("served").asInt()).isEqualTo(people);
    assertThat(figures.get("activities").get(0).get("participants").asInt()).isEqualTo(people);
  }

  @Test
  void countsThemOnceWhenTheTwoFamiliesAreErasedToo() {
    String department = centres.newDepartment("D72");
    String centre = centres.newUnit(department + ".C1");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    JsonNode survivor = registers(worker, department);
    JsonNode merged = registers(worker, department);
    List<String> both =
        List.of(served(worker, centre, survivor, 0), served(worker, centre, merged, 0));
    activity(centres.worker(centre), "/centres/" + centre, "GROUP", "RIGHTS", both);
    assertThat(merges(department, survivor, merged).status()).isEqualTo(201);
    assertCounted(worker, centre, 1);
    String path = "/families/" + survivor.get("id").asString();
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    assertThat(
            head.post(
                    path + "/erasure",
                    worker.get(path).eTag(),
                    """
                    {"reasonCode": "FAMILY_ASKED", "legalBasis": "PRIVACY_PROTECTION_LAW"}
                    """)
                .status())
        .isEqualTo(201);
    assertThat(centres.unitFigure(department, "people")).isEqualTo(3);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(1);
    assertCounted(worker, centre, 1);
  }

  @Test
  void countsWhoWasInTwoFamiliesOnceWhenTheyAreErasedThemselves() {
    String department = centres.newDepartment("D73");
    String centre = centres.newUnit(department + ".C1");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    JsonNode survivor = registers(worker, department);
    JsonNode merged = registers(worker, department);
    List<String> both =
        List.of(served(worker, centre, survivor, 0), served(worker, centre, merged, 0));
    activity(centres.worker(centre), "/centres/" + centre, "GROUP", "RIGHTS", both);
    assertThat(merges(department, survivor, merged).status()).isEqualTo(201);
    both.forEach(person -> erase(head, centre, person));
    assertCounted(worker, centre, 1);
    assertThat(
            database
                .sql("select count(member_id) from service_user where id = any(:both)")
                .bind("both", both.stream().map(UUID::fromString).toArray(UUID[]::new))
                .mapValue(Long.class)
                .one()
                .block())
        .isZero();
  }

  private static void erase(Api head, String centre, String person) {
    String path = "/centres/" + centre + "/service-users/" + person;
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    head.patch(path, "\"2\"", "{\"leftOn\": \"%s\"}".formatted(today));
    assertThat(head.post(path + "/erasure", "\"3\"", null).status()).isEqualTo(200);
  }

  /** Whichever of the two records is erased; and no longer once the merger is taken back. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void countsWhoIsErasedInOneOfTwoMergedFamiliesAndKnownInTheOtherOnce(int erased) {
    String department = centres.newDepartment("D74" + erased);
    String centre = centres.newUnit(department + ".C1");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    JsonNode survivor = registers(worker, department);
    JsonNode merged = registers(worker, department);
    List<String> both =
        List.of(served(worker, centre, survivor, 0), served(worker, centre, merged, 0));
    activity(centres.worker(centre), "/centres/" + centre, "GROUP", "RIGHTS", both);
    Api.Answer merger = merges(department, survivor, merged);
    erase(head, centre, both.get(erased));
    assertCounted(worker, centre, 1);
    assertThat(serviceUsersOn(department, "2026-03-01")).isEqualTo(1);

    assertThat(
            lead(department)
                .post("/families/merges/" + merger.text("id") + "/reversal", "\"1\"", null)
                .status())
        .isEqualTo(200);
    assertCounted(worker, centre, 2);
    assertThat(serviceUsersOn(department, "2026-03-01")).isEqualTo(2);
  }

  private long serviceUsersOn(String unit, String day) {
    return centres
        .national()
        .get("/units/" + unit + "/figures?asOf=" + day)
        .body()
        .at("/total/serviceUsers")
        .asLong();
  }

  private Api lead(String department) {
    return new Api(http, TestTokens.token("l-1", department, "team-lead"));
  }

  private Api.Answer merges(String department, JsonNode survivor, JsonNode merged) {
    return lead(department)
        .post(
            "/families/merges",
            "\"1\"",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor.get("id").asString(), merged.get("id").asString()));
  }

  private static JsonNode registers(Api worker, String department) {
    return worker
        .post("/families", Requests.family(Map.of(Requests.DEPARTMENT, department)))
        .body();
  }

  private static String served(Api worker, String centre, JsonNode family, int member) {
    String users = "/centres/" + centre + "/service-users";
    String person = worker.post(users, person("سلمى", null)).text("id");
    String link =
        "{\"familyId\": \"%s\", \"memberId\": \"%s\"}"
            .formatted(
                family.get("id").asString(),
                family.get("members").get(member).get("id").asString());
    assertThat(worker.put(users + "/" + person + "/member", "\"1\"", link).status()).isEqualTo(200);
    return person;
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
}
