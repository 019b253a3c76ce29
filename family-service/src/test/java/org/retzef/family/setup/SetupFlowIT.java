package org.retzef.family.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.FamilyDesk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class SetupFlowIT {

  private static final String DONE = "{\"doneOn\": \"2026-01-01\"}";
  private static final String RUNNING = "";
  private static final String ENDED =
      ", \"status\": \"LEFT\", \"endDate\": \"2018-01-31\", \"reason\": \"OTHER\"";

  @Autowired private WebTestClient http;
  @Autowired private ConnectionPool pool;
  private Api national;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  @Test
  void blocksOpeningAndEnrolmentUntilTheChecklistIsDone() {
    String department = newDepartment("D51");
    Api head = head(department);
    String setup = start(head, department, "MIFGASH");
    assertThat(enrol(department, "MIFGASH").code()).isEqualTo("programme-not-open");
    assertThat(enrol(department, "MIFGASH").text("detail"))
        .contains(
            "MANAGEMENT_AND_SUPERVISION",
            "STAFF_POSTS",
            "INTERFACE_PLAN",
            "TRAINING",
            "BUDGET_LINE");
    assertThat(head.post(setup + "/opening", "\"1\"", null).code()).isEqualTo("set-up-steps-open");

    assertThat(hold(head, department, "MANAGEMENT", "head-7").status()).isEqualTo(201);
    assertThat(hold(head, department, "SUPERVISION", "lead-3").status()).isEqualTo(201);
    int version = 1;
    for (String step : List.of("STAFF_POSTS", "INTERFACE_PLAN", "TRAINING", "BUDGET_LINE")) {
      assertThat(enrol(department, "MIFGASH").text("detail")).contains(step);
      Api.Answer stepped = head.patch(setup + "/steps/" + step, "\"" + version + "\"", DONE);
      assertThat(stepped.status()).isEqualTo(200);
      version++;
    }
    assertThat(enrol(department, "MIFGASH").text("detail")).contains("OPENING");
    Api.Answer opened = head.post(setup + "/opening", "\"" + version + "\"", null);
    assertThat(opened.text("openedOn"))
        .isEqualTo(LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString());
    assertThat(enrol(department, "MIFGASH").status()).isEqualTo(201);
    assertThat(head.post(setup + "/opening", opened.eTag(), null).code())
        .isEqualTo("programme-open-already");
    assertThat(head.patch(setup + "/steps/TRAINING", opened.eTag(), "{}").code())
        .isEqualTo("programme-open-already");
  }

  @Test
  void opensNothingInANewDepartmentThatNobodySetUp() {
    String department = newDepartment("D52");
    Api.Answer refused = enrol(department, "NOSHMIM_ROUTINE");
    assertThat(refused.code()).isEqualTo("programme-not-open");
    assertThat(refused.text("detail")).contains("START");
    assertThat(triedOut(department, RUNNING)).contains("programme-not-open");
    assertThat(triedOut(department, ENDED)).as("what was before").doesNotContain("not-open");

    OpenedProgramme.in(http, department, "NOSHMIM");
    assertThat(enrol(department, "NOSHMIM_ROUTINE").status()).isEqualTo(201);
    assertThat(triedOut(department, RUNNING)).doesNotContain("not-open");
    assertThat(enrol(department, "MAPA").code()).as("another").isEqualTo("programme-not-open");
  }

  @Test
  void leavesADepartmentThatWasThereBeforeOpenUntilSomebodyStartsASetUp() {
    String department = "IL.SOUTH.A2200.D1";
    assertThat(enrol(department, "SHVIL_MEITIV").status()).isEqualTo(201);
    start(head(department), department, "SHVIL_MEITIV");
    assertThat(enrol(department, "SHVIL_MEITIV").code()).isEqualTo("programme-not-open");
    assertThat(enrol(department, "NOSHMIM_ROUTINE").status()).isEqualTo(201);
  }

  @Test
  void asksForAnInterfaceOnlyWhereARiskProgrammeJoinsNoshmim() {
    String withNoshmim = newDepartment("D53");
    String without = newUnit("IL.HAIFA_NORTH.A0026.D53");
    assertThat(steps(start(head(withNoshmim), withNoshmim, "SHVIL_MEITIV")))
        .contains("INTERFACE_PLAN");
    assertThat(steps(start(head(withNoshmim), withNoshmim, "MAPA")))
        .doesNotContain("INTERFACE_PLAN");
    assertThat(steps(start(head(without), without, "SHVIL_MEITIV")))
        .doesNotContain("INTERFACE_PLAN");
  }

  @Test
  void sharesManagementAndSupervisionAmongTheProgrammesOfADepartment() {
    String department = newDepartment("D54");
    Api head = head(department);
    String mapa = start(head, department, "MAPA");
    String mifgash = start(head, department, "MIFGASH");
    hold(head, department, "MANAGEMENT", "head-7");
    assertThat(head.get(mapa).body().get("steps").get(0).get("doneOn").isNull()).isTrue();
    hold(head, department, "SUPERVISION", "lead-3");
    for (String setup : List.of(mapa, mifgash)) {
      JsonNode shown = head.get(setup).body();
      assertThat(shown.get("steps").get(0).get("doneOn").asString()).isEqualTo("2026-01-01");
      assertThat(shown.get("sharedRoles").values())
          .extracting(role -> role.get("holder").asString())
          .containsExactly("head-7", "lead-3");
    }
    assertThat(head.patch(mapa + "/steps/MANAGEMENT_AND_SUPERVISION", "\"1\"", DONE).code())
        .isEqualTo("done-by-shared-roles");
    assertThat(hold(head, department, "MANAGEMENT", "head-8").code())
        .isEqualTo("role-held-already");
    LastConnection.with(
        pool,
        () ->
            assertThat(head.get("/units/" + department + "/programme-setups").body().get("items"))
                .hasSize(2));
  }

  @Test
  void refusesASecondStartStaleVersionsUnknownStepsAndStrangers() {
    String department = newDepartment("D55");
    Api head = head(department);
    String setup = start(head, department, "MAPA");
    assertThat(head.post(parent(setup), "{\"programme\": \"MAPA\"}").code())
        .isEqualTo("set-up-started-already");
    assertThat(head.post(parent(setup), "{\"programme\": \"NOTHING\"}").faults())
        .isEqualTo("[programme programme-unknown]");
    assertThat(head.patch(setup + "/steps/TRAINING", "\"9\"", DONE).status()).isEqualTo(412);
    assertThat(head.send(HttpMethod.PATCH, setup + "/steps/TRAINING", DONE, Map.of()).status())
        .isEqualTo(428);
    assertThat(head.patch(setup + "/steps/DANCING", "\"1\"", DONE).code())
        .isEqualTo("set-up-not-found");
    assertThat(head.patch(setup + "/steps/TRAINING", "\"1\"", DONE).eTag()).isEqualTo("\"2\"");
    JsonNode again = head.patch(setup + "/steps/TRAINING", "\"2\"", "{}").body();
    assertThat(openSteps(again)).contains("TRAINING");
    assertThat(head.get(parent(setup) + "/MIFGASH").code()).isEqualTo("set-up-not-found");
    Api stranger = head("IL.SOUTH.A2630.D1");
    assertThat(stranger.get(setup).code()).isEqualTo("unit-not-found");
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    assertThat(worker.patch(setup + "/steps/TRAINING", "\"3\"", DONE).status()).isEqualTo(403);
  }

  private List<String> steps(String setup) {
    return national.get(setup).body().get("steps").values().stream()
        .map(step -> step.get("code").asString())
        .toList();
  }

  private static List<String> openSteps(JsonNode setup) {
    return setup.get("steps").values().stream()
        .filter(step -> step.get("doneOn").isNull())
        .map(step -> step.get("code").asString())
        .toList();
  }

  private static String parent(String setup) {
    return setup.substring(0, setup.lastIndexOf('/'));
  }

  private String start(Api head, String department, String programme) {
    String path = "/units/" + department + "/programme-setups";
    Api.Answer started = head.post(path, "{\"programme\": \"%s\"}".formatted(programme));
    assertThat(started.status()).isEqualTo(201);
    return path + "/" + programme;
  }

  private static Api.Answer hold(Api head, String department, String role, String holder) {
    return head.post(
        "/units/" + department + "/shared-roles",
        "{\"role\": \"%s\", \"holder\": \"%s\", \"from\": \"2026-01-01\"}".formatted(role, holder));
  }

  private Api.Answer enrol(String department, String track) {
    Api worker = new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
    String family =
        worker
            .post("/families", Requests.ofOthers(Map.of(Requests.DEPARTMENT, department)))
            .text("id");
    return worker.post(
        "/families/" + family + "/enrolments",
        "{\"track\": \"%s\", \"startDate\": \"2026-02-01\"}".formatted(track));
  }

  /** The faults of a file with a family that is or was enrolled in Noshmim before. */
  private String triedOut(String department, String end) {
    String line =
        """
        {"familyKey": "1",
         "enrolments": [{"track": "NOSHMIM_ROUTINE", "startDate": "2016-02-01"%s}], %s
        """
            .formatted(
                end,
                Requests.ofOthers(Map.of(Requests.DEPARTMENT, department)).strip().substring(1));
    return FamilyDesk.of(http, department, "family-social-worker")
        .upload("?dryRun=true", "application/x-ndjson", line.replace("\n", " "))
        .expect(202)
        .body()
        .get("faults")
        .toString();
  }

  private Api head(String department) {
    return new Api(http, TestTokens.token("h-1", department, "department-head"));
  }

  private String newDepartment(String label) {
    return newUnit("IL.SOUTH.A2200." + label);
  }

  private String newUnit(String path) {
    assertThat(
            national
                .post("/units", "{\"path\": \"%s\", \"nameHe\": \"מחלקה\"}".formatted(path))
                .status())
        .isEqualTo(201);
    return path;
  }
}
