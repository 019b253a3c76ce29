package org.retzef.family.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.family.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class AssignmentFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Desk lead;
  private Desk companion;
  private Desk worker;
  private Desk successor;
  private String family;
  private String assignments;

  /** Workers of their own for each test: what one holds must not show in another's lists. */
  @BeforeEach
  void registerAFamily() {
    String test = UUID.randomUUID().toString();
    lead = Desk.of(http, "lead-" + test, Desk.DEPARTMENT, "team-lead");
    companion = Desk.of(http, "companion-" + test, Desk.DEPARTMENT, "family-companion");
    worker = Desk.of(http, "worker-" + test, Desk.DEPARTMENT, "family-social-worker");
    successor = Desk.of(http, "successor-" + test, Desk.DEPARTMENT, "family-social-worker");
    family = worker.registersOthers();
    assignments = "/families/" + family + "/assignments";
  }

  @Test
  void showsACompanionTheFamiliesThatWereAssignedAndNoOthers() {
    String other = worker.registers();
    assertThat(companion.read("/families").get("items")).isEmpty();
    Answers.refused(companion.get("/families/" + family), 404, "family-not-found");

    String id = proposed("companion", "FAMILY_COMPANION");
    answer(companion, id, "ACCEPT", "\"1\"").expectStatus().isOk();

    JsonNode seen = companion.read("/families").get("items");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).get("id").asString()).isEqualTo(family);
    companion.get("/families/" + family).expectStatus().isOk();
    companion.get("/families/" + family + "/enrolments").expectStatus().isOk();
    Answers.refused(companion.get("/families/" + other), 404, "family-not-found");
    companion.enrols(family).expectStatus().isForbidden();
  }

  /** F20: whoever goes to families sees those that are assigned, and each no longer than that. */
  @ParameterizedTest
  @EnumSource(
      names = {"FAMILY_COMPANION", "EMPLOYMENT_COORDINATOR", "ACTIVIST", "MENTOR", "VOLUNTEER"})
  void eachRoleOfTheFieldSeesOnlyItsCases(FieldRole role) {
    String other = worker.registers();
    String id = proposed("companion", role.name());
    answer(companion, id, "ACCEPT", "\"1\"").expectStatus().isOk();
    assertThat(companion.read("/families").get("items").findValuesAsString("id"))
        .containsExactly(family);
    assertThat(companion.read("/families?query=אלדוגמה").get("items").findValuesAsString("id"))
        .containsExactly(family);
    companion.get("/families/" + family + "/timeline").expectStatus().isOk();
    for (String part : List.of("", "/timeline", "/contacts", "/enrolments", "/consents")) {
      Answers.refused(companion.get("/families/" + other + part), 404, "family-not-found");
    }
    lead.delete(assignments + "/" + id, "\"2\"").expectStatus().isOk();
    assertThat(companion.read("/families").get("items")).isEmpty();
    Answers.refused(companion.get("/families/" + family + "/timeline"), 404, "family-not-found");
  }

  @Test
  void takesNoFamilyAlongToAnotherDepartment() {
    proposed("worker", "FAMILY_SOCIAL_WORKER");
    Desk moved = Desk.of(http, worker.subject(), Desk.OTHER_DEPARTMENT, "family-social-worker");
    Answers.refused(moved.get("/families/" + family), 404, "family-not-found");
  }

  @Test
  void showsAWorkerOfACentreTheFamiliesThatItHolds() {
    Desk otzma = Desk.of(http, "otzma-" + family, Desk.DEPARTMENT + ".C1", "otzma-worker");
    Answers.refused(otzma.get("/families/" + family), 404, "family-not-found");
    Answers.id(
        lead.post(
            assignments,
            "{\"worker\":\"otzma-%s\",\"fieldRole\":\"OTZMA_WORKER\"}".formatted(family)));
    otzma.get("/families/" + family).expectStatus().isOk();
    Desk elsewhere = Desk.of(http, "otzma-" + family, "IL.SOUTH.A0031.D1.C1", "otzma-worker");
    Answers.refused(elsewhere.get("/families/" + family), 404, "family-not-found");
  }

  @Test
  void letsTheFormerWorkerOnlyReadFromTheHandOverOn() {
    String first = proposed("worker", "FAMILY_SOCIAL_WORKER");
    answer(worker, first, "ACCEPT", "\"1\"").expectStatus().isOk();
    worker.enrols(family).expectStatus().isCreated();

    String second = proposed("successor", "FAMILY_SOCIAL_WORKER");

    Answers.refused(worker.enrols(family), 403, "family-read-only");
    worker.get("/families/" + family).expectStatus().isOk();
    answer(successor, second, "ACCEPT", "\"1\"").expectStatus().isOk();
    JsonNode history = worker.read(assignments).get("items");
    assertThat(history).hasSize(2);
    assertThat(history.get(0).get("status").asString()).isEqualTo("HANDED_OVER");
    assertThat(history.get(0).get("acceptedAt").isNull()).isFalse();
    assertThat(history.get(0).get("endedAt").isNull()).isFalse();
    assertThat(history.get(1).get("status").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void letsAFormerCompanionReadForAMonthAndChangeNothing() {
    String id = proposed("companion", "FAMILY_COMPANION");
    answer(companion, id, "ACCEPT", "\"1\"").expectStatus().isOk();
    proposed("another", "FAMILY_COMPANION");
    companion.get("/families/" + family).expectStatus().isOk();

    database
        .sql("update assignment set ended_at = now() - interval '31 days' where id = :id::uuid")
        .bind("id", id)
        .then()
        .block();
    Answers.refused(companion.get("/families/" + family), 404, "family-not-found");
    assertThat(companion.read("/families").get("items")).isEmpty();
  }

  @Test
  void takesAnAnswerOnlyFromTheWorkerAndOnlyOnce() {
    String id = proposed("successor", "EMPLOYMENT_COORDINATOR");
    for (Desk another : List.of(worker, lead)) {
      Answers.refused(answer(another, id, "ACCEPT", "\"1\""), 403, "assignment-of-another");
    }
    answer(successor, id, "ACCEPT", null).expectStatus().isEqualTo(428);
    answer(successor, id, "ACCEPT", "\"9\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("PROPOSED");
    answer(successor, id, "DECLINE", "\"1\"")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("DECLINED");
    Answers.refused(answer(successor, id, "ACCEPT", "\"2\""), 409, "assignment-closed");
    Answers.refused(
        answer(successor, UUID.randomUUID().toString(), "ACCEPT", "\"1\""),
        404,
        "assignment-not-found");
  }

  @Test
  void nobodyTakesOnAFamilyThatIsErased() {
    String id = proposed("successor", "EMPLOYMENT_COORDINATOR");
    Desk.of(http, "head-1", Desk.DEPARTMENT, "department-head")
        .post(
            "/families/" + family + "/erasure",
            "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}",
            "\"1\"")
        .expectStatus()
        .isCreated();
    Answers.refused(answer(successor, id, "ACCEPT", "\"1\""), 409, "family-erased");
    assertThat(successor.read("/assignments").get("items")).as("left to answer").isEmpty();
  }

  @Test
  void endsAnAssignmentAndKeepsItInTheHistory() {
    String id = proposed("companion", "VOLUNTEER");
    answer(companion, id, "ACCEPT", "\"1\"").expectStatus().isOk();
    assertThat(companion.read("/assignments").get("items")).hasSize(1);
    lead.delete(assignments + "/" + id, "\"2\"").expectStatus().isOk();
    Answers.refused(companion.get("/families/" + family), 404, "family-not-found");
    assertThat(companion.read("/assignments").get("items")).isEmpty();
    assertThat(lead.read(assignments).get("items").get(0).get("status").asString())
        .isEqualTo("ENDED");
  }

  @Test
  void givesSeveralVolunteersTheSameFamilyButNobodyTwice() {
    proposed("companion", "MENTOR");
    proposed("another", "MENTOR");
    Answers.refused(lead.post(assignments, body("companion", "MENTOR")), 409, "already-assigned");
  }

  @Test
  void handsOverOnlyByLeadersAndOnlyTheirOwnFamilies() {
    worker.post(assignments, body("worker", "MENTOR")).expectStatus().isForbidden();
    Desk otherHead = Desk.of(http, "head-2", Desk.OTHER_DEPARTMENT, "department-head");
    Answers.refused(otherHead.post(assignments, body("worker", "MENTOR")), 404, "family-not-found");
    assertThat(Answers.faults(lead.post(assignments, "{\"worker\":\" \",\"fieldRole\":\"KING\"}")))
        .containsExactlyInAnyOrder("worker text-length", "fieldRole value-unknown");
  }

  /** A hand-over to nobody's subject would lock the holder out, and nobody could take it on. */
  @Test
  void handsNothingOverToAName() {
    String own = proposed("worker", "FAMILY_SOCIAL_WORKER");
    answer(worker, own, "ACCEPT", "\"1\"").expectStatus().isOk();
    for (String name : List.of("דנה כהן", "Dana Cohen")) {
      assertThat(Answers.faults(lead.post(assignments, body(name, "FAMILY_SOCIAL_WORKER"))))
          .containsExactly("worker worker-invalid");
    }
    worker.enrols(family).expectStatus().isCreated();
  }

  @Test
  void measuresTheDaysUntilAFamilyIsAccepted() {
    String unit = "IL.SOUTH.A0031.D1";
    Desk head = Desk.of(http, "head-" + family, unit, "department-head");
    String measures = "/units/" + unit + "/assignments/measures";
    assertThat(head.read(measures).get("medianDaysToAccept").isNull()).isTrue();
    insertAccepted(unit, 2);
    insertAccepted(unit, 4);
    insertAccepted(unit, 30);
    long declined = head.read(measures).get("declined").asLong();
    insertAccepted(unit, 1);
    database
        .sql("update assignment set status = 'ENDED', ended_at = now() where worker = 'measured-1'")
        .then()
        .block();
    JsonNode measured = head.read(measures);
    assertThat(measured.get("declined").asLong()).as("who ended had accepted").isEqualTo(declined);
    assertThat(measured.get("accepted").asLong()).isEqualTo(4);
    assertThat(measured.get("medianDaysToAccept").asDouble()).isEqualTo(3.0);
    Desk coordinator = Desk.of(http, "coordinator-1", "IL.HAIFA_NORTH", "district-coordinator");
    Answers.refused(coordinator.get(measures), 404, "unit-not-found");
  }

  private void insertAccepted(String unit, int days) {
    database
        .sql(
            """
            insert into assignment (id, family_id, unit, worker, field_role, status, proposed_by,
                                    proposed_at, accepted_at)
            values (uuidv7(), :family::uuid, :unit::ltree, :worker, 'MENTOR', 'ACTIVE', 'test',
                    now() - interval '40 days',
                    now() - interval '40 days' + make_interval(days => :days))
            """)
        .bind("family", family)
        .bind("unit", unit)
        .bind("worker", "measured-" + days)
        .bind("days", days)
        .then()
        .block();
  }

  private String proposed(String who, String role) {
    return Answers.id(lead.post(assignments, body(who, role)));
  }

  private String body(String who, String role) {
    String subject =
        switch (who) {
          case "companion" -> companion.subject();
          case "worker" -> worker.subject();
          case "successor" -> successor.subject();
          default -> who;
        };
    return "{\"worker\":\"%s\",\"fieldRole\":\"%s\"}".formatted(subject, role);
  }

  private WebTestClient.ResponseSpec answer(Desk desk, String id, String decision, String eTag) {
    return desk.post(
        assignments + "/" + id + "/answer", "{\"decision\":\"%s\"}".formatted(decision), eTag);
  }
}
