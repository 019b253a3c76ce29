package org.retzef.family.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RetzefIT
class UnitFlowIT {

  private static final String ARAD = "IL.SOUTH.A2560";

  @Autowired private WebTestClient http;
  private Api national;
  private Api worker;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
    worker = new Api(http, TestTokens.token("w-1", "IL.SOUTH.A2630.D1", "family-social-worker"));
  }

  @Test
  void addsADepartmentAndACentreAndTellsThem() {
    try (var events = TestEvents.on("retzef.organisation.events")) {
      Api.Answer department = create(ARAD + ".D11", "מחלקה נוספת");
      assertThat(department.status()).isEqualTo(201);
      assertThat(department.text("kind")).isEqualTo("DEPARTMENT");
      assertThat(department.eTag()).isEqualTo("\"1\"");
      assertThat(create(ARAD + ".D11.C1", "מרכז נוסף").text("kind")).isEqualTo("OTZMA_CENTRE");
      assertThat(events.await(1, ARAD + ".D11.C1").getFirst().json())
          .contains("\"localities\":[\"IL.SOUTH.A2560\"]", "\"openedOn\"");
    }
    assertThat(national.get("/units/" + ARAD).body().get("hasOtzmaCentre").asBoolean()).isTrue();
  }

  @Test
  void refusesAUnitThatIsThereOrStandsNowhereOrIsNoUnitOfThatPlace() {
    assertThat(create(ARAD + ".D1", "שוב").code()).isEqualTo("unit-exists");
    assertThat(create("IL.SOUTH.A9998.D1", "באוויר").faults())
        .isEqualTo("[path unit-parent-unknown]");
    assertThat(create("IL", "ישראל").faults()).isEqualTo("[path unit-parent-unknown]");
    assertThat(create(ARAD + ".C1", "מרכז ברשות").faults()).isEqualTo("[path unit-label-invalid]");
    assertThat(create("IL.SOUTH.B1", "לא רשות").faults()).isEqualTo("[path unit-label-invalid]");
    assertThat(create("il.south", "x").status()).isEqualTo(400);
    assertThat(create(ARAD + ".D12", "שם\u202eהפוך").status()).isEqualTo(400);
    assertThat(
            national
                .post(
                    "/units",
                    """
                    {"path": "%s.D13", "nameHe": "מחלקה", "socioEconomicCluster": 3}
                    """
                        .formatted(ARAD))
                .faults())
        .isEqualTo("[socioEconomicCluster authority-only]");
  }

  @Test
  void addsAUnitOnceHoweverOftenItIsAsked() {
    String body = "{\"path\": \"%s.D14\", \"nameHe\": \"מחלקה\"}".formatted(ARAD);
    assertThat(national.postWithKey("/units", "unit-d14", body).status()).isEqualTo(201);
    Api.Answer again = national.postWithKey("/units", "unit-d14", body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void changesAUnitOnlyUponTheVersionThatTheCallerSaw() {
    create(ARAD + ".D15", "שם ישן");
    String path = "/units/" + ARAD + ".D15";
    String change = "{\"nameHe\": \"שם חדש\"}";
    assertThat(national.send(HttpMethod.PATCH, path, change, Map.of()).status()).isEqualTo(428);
    Api.Answer stale = national.patch(path, "\"7\"", change);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body().get("current").get("nameHe").asString()).isEqualTo("שם ישן");
    Api.Answer changed = national.patch(path, "\"1\"", change);
    assertThat(changed.text("nameHe")).isEqualTo("שם חדש");
    assertThat(changed.eTag()).isEqualTo("\"2\"");
    assertThat(national.patch(path, "\"2\"", "{\"closedOn\": \"1999-01-01\"}").faults())
        .isEqualTo("[closedOn date-before-start]");
  }

  /** Of what is there since nobody knows when, a slip of the keys would otherwise be an end. */
  @Test
  void endsNothingInTheYear202() {
    String authority = "/units/IL.SOUTH.A1271";
    assertThat(
            national
                .patch(authority, national.get(authority).eTag(), "{\"closedOn\": \"0202-06-30\"}")
                .faults())
        .isEqualTo("[closedOn date-before-start]");
    String centre = "IL.SOUTH.A1303.D1.C1";
    assertThat(
            national
                .patch(
                    "/centres/" + centre + "/localities/IL.SOUTH.A1303",
                    national.get("/units/" + centre).eTag(),
                    "{\"until\": \"0202-06-30\"}")
                .code())
        .isEqualTo("locality-not-served");
  }

  @Test
  void takesNobodyIntoAUnitThatIsClosed() {
    String department = ARAD + ".D17";
    create(department, "מחלקה שנסגרת");
    create(department + ".C1", "מרכז שנסגר");
    for (String unit : List.of(department, department + ".C1")) {
      national.patch(
          "/units/" + unit,
          "\"1\"",
          "{\"openedOn\": \"2020-01-01\", \"closedOn\": \"2025-12-31\"}");
    }
    Api head = new Api(http, TestTokens.token("l-1", department, "team-lead"));
    String family = Requests.family(Map.of(Requests.DEPARTMENT, department));
    assertThat(head.post("/families", family).code()).isEqualTo("unit-closed");
    String person =
        """
        {"givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1970-01-02", "sex": "FEMALE",
         "joinedOn": "%s"}
        """;
    String people = "/centres/" + department + ".C1/service-users";
    assertThat(head.post(people, person.formatted("2026-01-01")).code()).isEqualTo("unit-closed");
    assertThat(head.post(people, person.formatted("2025-12-31")).status()).isEqualTo(201);
  }

  @Test
  void letsOnlyTheNationalManagerShapeTheTree() {
    String body = "{\"path\": \"IL.SOUTH.A2630.D9\", \"nameHe\": \"x\"}";
    assertThat(worker.post("/units", body).status()).isEqualTo(403);
    assertThat(worker.patch("/units/IL.SOUTH.A2630.D1", "\"1\"", "{}").status()).isEqualTo(403);
    assertThat(worker.get("/centres/IL.JERUSALEM.A3000.D1.C1/localities").status()).isEqualTo(404);
  }

  @Test
  void letsARegionalCentreServeSeveralLocalitiesAndALocalityHaveSeveralCentres() {
    create(ARAD + ".D16", "מחלקה אזורית");
    String centre = ARAD + ".D16.C1";
    create(centre, "מרכז עוצמה אזורי");
    create(ARAD + ".D16.C2", "מרכז שני");
    String localities = "/centres/" + centre + "/localities";
    String dimona = "{\"locality\": \"IL.SOUTH.A2200\", \"from\": \"2021-03-01\"}";
    assertThat(national.post(localities, "\"1\"", dimona).eTag()).isEqualTo("\"2\"");
    assertThat(national.post(localities, "\"1\"", dimona).status()).isEqualTo(412);
    assertThat(national.post(localities, "\"2\"", dimona).code())
        .isEqualTo("locality-served-already");
    assertThat(national.post(localities, "\"2\"", dimona.replace("A2200", "A2200.D1")).faults())
        .isEqualTo("[locality locality-unknown]");
    assertThat(served(localities + "?asOf=2021-02-28")).doesNotContain("IL.SOUTH.A2200");
    assertThat(served(localities)).contains("IL.SOUTH.A2200", ARAD);
    assertThat(centresOf(ARAD)).contains(centre, ARAD + ".D16.C2");

    Api.Answer ended =
        national.patch(localities + "/IL.SOUTH.A2200", "\"2\"", "{\"until\": \"2022-06-30\"}");
    assertThat(ended.status()).isEqualTo(200);
    assertThat(served(localities + "?asOf=2022-06-30")).contains("IL.SOUTH.A2200");
    assertThat(served(localities + "?asOf=2022-07-01")).doesNotContain("IL.SOUTH.A2200");
    assertThat(
            national
                .patch(localities + "/IL.SOUTH.A2200", "\"3\"", "{\"until\": \"2022-06-30\"}")
                .code())
        .isEqualTo("locality-not-served");
    assertThat(national.post("/centres/" + ARAD + ".D16/localities", "\"1\"", dimona).code())
        .isEqualTo("not-a-centre");
  }

  @Test
  void aLocalityWhoseCentreIsClosedIsServedNoLonger() {
    create(ARAD + ".D18", "מחלקה אזורית");
    String centre = ARAD + ".D18.C1";
    create(centre, "מרכז שנסגר");
    String metar = "{\"locality\": \"IL.SOUTH.A1268\", \"from\": \"2021-03-01\"}";
    national.post("/centres/" + centre + "/localities", "\"1\"", metar);
    national.patch(
        "/units/" + centre,
        "\"2\"",
        "{\"openedOn\": \"2020-01-01\", \"closedOn\": \"2022-06-30\"}");
    for (var day : Map.of("2022-06-30", 1, "2022-07-01", 0).entrySet()) {
      assertThat(
              national
                  .get("/units/IL.SOUTH.A1268/figures?asOf=" + day.getKey())
                  .body()
                  .at("/total/localities")
                  .asInt())
          .as(day.getKey())
          .isEqualTo(day.getValue());
    }
  }

  @Test
  void changesTheOperatorOfADistrictOnADayAndKeepsTheOldOneBeforeIt() {
    try (var events = TestEvents.on("retzef.organisation.events")) {
      assertThat(assign("IL.JERUSALEM", "NEW_HANDS", "2024-01-01").status()).isEqualTo(201);
      assertThat(events.await(2, "IL.JERUSALEM"))
          .extracting(told -> told.json())
          .anyMatch(j -> j.contains("\"PAAMONIM\"") && j.contains("\"until\":\"2023-12-31\""))
          .anyMatch(j -> j.contains("\"NEW_HANDS\"") && j.contains("\"until\":null"));
    }
    String department = "IL.JERUSALEM.A3000.D1";
    assertThat(operator(department, "2023-12-31")).isEqualTo("PAAMONIM");
    assertThat(operator(department, "2024-01-01")).isEqualTo("NEW_HANDS");
    assertThat(national.get("/units/" + department + "/operators?asOf=2019-01-01").body())
        .hasToString("{\"items\":[],\"next\":null}");
    assertThat(assign("IL.JERUSALEM", "THIRD_HANDS", "2024-01-01").code())
        .isEqualTo("operator-assigned-already");
    assertThat(assign(department, "THIRD_HANDS", "2024-01-01").code()).isEqualTo("not-a-district");
    assertThat(assign("IL.JERUSALEM", "third hands", "2025-01-01").faults())
        .isEqualTo("[code operator-code-invalid]");
    assertThat(worker.get("/units/IL.JERUSALEM/operators").status()).isEqualTo(404);

    assign("IL.JERUSALEM", "BETWEEN", "2022-01-01");
    assertThat(operator(department, "2021-12-31")).isEqualTo("PAAMONIM");
    assertThat(operator(department, "2023-12-31")).isEqualTo("BETWEEN");
    assertThat(operator(department, "2024-01-01")).isEqualTo("NEW_HANDS");
  }

  @Test
  void givesOneOfManyWhoAssignAnOperatorForTheSameDay() {
    List<Integer> statuses =
        Flux.range(0, 6)
            .flatMap(
                i ->
                    Mono.fromCallable(
                            () -> assign("IL.HAIFA_NORTH", "RACER_" + i, "2025-05-05").status())
                        .subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .block();
    assertThat(statuses).containsOnlyOnce(201).contains(409);
  }

  private Api.Answer create(String path, String name) {
    return national.post("/units", "{\"path\": \"%s\", \"nameHe\": \"%s\"}".formatted(path, name));
  }

  private Api.Answer assign(String district, String code, String from) {
    return national.post(
        "/units/" + district + "/operators",
        """
        {"code": "%s", "nameHe": "מפעיל", "nameEn": "Operator", "from": "%s"}
        """
            .formatted(code, LocalDate.parse(from)));
  }

  private String operator(String unit, String day) {
    return national
        .get("/units/" + unit + "/operators?asOf=" + day)
        .body()
        .get("items")
        .get(0)
        .get("code")
        .asString();
  }

  private List<String> served(String path) {
    return national.get(path).body().get("items").values().stream()
        .map(row -> row.get("locality").asString())
        .toList();
  }

  private List<String> centresOf(String authority) {
    return national
        .get("/centres/" + authority + "/localities")
        .body()
        .get("items")
        .values()
        .stream()
        .map(row -> row.get("centre").asString())
        .toList();
  }
}
