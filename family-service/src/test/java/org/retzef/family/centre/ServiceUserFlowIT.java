package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.centre.OtzmaCentres.figures;
import static org.retzef.family.centre.OtzmaCentres.person;

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
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** A service user's time in a centre, from coming to being erased, and who sees it. */
@RetzefIT
class ServiceUserFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private OtzmaCentres centres;

  @BeforeEach
  void centres() {
    centres = new OtzmaCentres(http);
  }

  @Test
  void makesOnePersonOfManyWhoComeWithTheSameIdNumberAtOnce() {
    String department = centres.newDepartment("D43");
    List<String> three =
        List.of(
            centres.newUnit(department + ".C1"),
            centres.newUnit(department + ".C2"),
            centres.newUnit(department + ".C3"));
    List<String> ids =
        Flux.fromIterable(three)
            .flatMap(
                centre ->
                    Mono.fromCallable(
                            () ->
                                centres
                                    .worker(centre)
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
  void refusesDaysThatCannotBe() {
    String centre = centres.newUnit(centres.newDepartment("D75") + ".C1");
    String users = "/centres/" + centre + "/service-users";
    Api otzma = centres.worker(centre);
    assertThat(otzma.post(users, person("אחת", null).replace("1970-01-02", "2026-01-16")).faults())
        .isEqualTo("[birthDate born-after-joining]");
    assertThat(
            otzma
                .post(
                    users,
                    person("שתיים", null)
                        .replace("1970-01-02", "0970-01-02")
                        .replace("2026-01-15", "0226-01-15"))
                .faults())
        .isEqualTo("[birthDate date-too-early, joinedOn date-too-early]");
    String person = otzma.post(users, person("שלוש", null)).text("id");
    assertThat(otzma.patch(users + "/" + person, "\"1\"", "{\"leftOn\": \"2026-01-14\"}").faults())
        .isEqualTo("[leftOn date-before-start]");
    assertThat(figures(otzma, centre).get("serviceUsers").asInt()).isEqualTo(1);
  }

  @Test
  void endsATimeInTheCentreOnceAndCountsItNoLonger() {
    String department = centres.newDepartment("D47");
    String centre = centres.newUnit(department + ".C1");
    Api otzma = centres.worker(centre);
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
    assertThat(centres.unitFigure(department, "serviceUsers")).isZero();
    assertThat(figures(otzma, centre).get("serviceUsers").asInt()).isEqualTo(1);
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    assertThat(
            otzma
                .get("/centres/%s/figures?from=%s&until=%2$s".formatted(centre, today))
                .body()
                .get("serviceUsers")
                .asInt())
        .as("who left on that day")
        .isZero();
  }

  @Test
  void erasesWhoHasLeftEveryCentreAndKeepsTheCount() {
    String department = centres.newDepartment("D49");
    String centre = centres.newUnit(department + ".C1");
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    String person =
        head.post("/centres/" + centre + "/service-users", person("נמחקת", "000000026")).text("id");
    String path = "/centres/" + centre + "/service-users/" + person;
    assertThat(head.post(path + "/erasure", "\"1\"", null).code()).isEqualTo("still-in-centre");
    head.patch(
        path,
        "\"1\"",
        "{\"leftOn\": \"%s\"}".formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
    assertThat(centres.worker(centre).post(path + "/erasure", "\"2\"", null).status())
        .isEqualTo(403);
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
  void partsWhoIsErasedFromTheFamilyAndCountsThemAsOfOne() {
    String department = centres.newDepartment("D59");
    String centre = centres.newUnit(department + ".C1");
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    JsonNode family =
        worker.post("/families", Requests.family(Map.of(Requests.DEPARTMENT, department))).body();
    String path = "/centres/" + centre + "/service-users";
    String id = head.post(path, person("נמחקת", null)).text("id");
    String person = path + "/" + id;
    String beside = path + "/" + head.post(path, person("אחרת", null)).text("id");
    assertThat(worker.put(person + "/member", "\"1\"", link(family, 0)).status()).isEqualTo(200);
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    head.patch(person, "\"2\"", "{\"leftOn\": \"%s\"}".formatted(today));
    JsonNode figures = figures(head, centre);
    String file = "/families/" + family.get("id").asString();
    assertThat(worker.get(file + "/timeline").body().toString()).contains(id);
    assertThat(head.post(person + "/erasure", "\"3\"", null).status()).isEqualTo(200);

    JsonNode left = head.get(person).body();
    assertThat(left.get("birthDate").asString()).isEqualTo("1970-01-01");
    assertThat(left.get("familyMember").asBoolean()).isFalse();
    assertThat(membersThatAre(id)).isZero();
    assertThat(worker.get(file + "/timeline").body().toString())
        .contains("service-user.linked")
        .doesNotContain(id);
    assertThat(figures(head, centre)).isEqualTo(figures);
    assertThat(worker.put(person + "/member", "\"3\"", link(family, 0)).code())
        .isEqualTo("service-user-not-found");

    head.post(
        file + "/erasure",
        worker.get(file).eTag(),
        "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}");
    assertThat(head.put(beside + "/member", "\"1\"", link(family, 1)).code())
        .isEqualTo("family-erased");
  }

  private static String link(JsonNode family, int member) {
    return "{\"familyId\": \"%s\", \"memberId\": \"%s\"}"
        .formatted(
            family.get("id").asString(), family.get("members").get(member).get("id").asString());
  }

  private long membersThatAre(String person) {
    return database
        .sql(
            "select count(member_id) as members from service_user where id = '%s'"
                .formatted(person))
        .map(row -> row.get("members", Long.class))
        .one()
        .block();
  }

  @Test
  void showsACentreOnlyToItsOwnAndKeepsWhoIsThereUnreadable() {
    String department = centres.newDepartment("D48");
    String centre = centres.newUnit(department + ".C1");
    String other = centres.newUnit(department + ".C2");
    String person =
        centres
            .worker(centre)
            .post("/centres/" + centre + "/service-users", person("נסתרת", null))
            .text("id");
    Api beside = centres.worker(other);
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
    assertThat(centres.national().get("/centres/" + centre + "/service-users").status())
        .isEqualTo(403);
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
}
