package org.retzef.family.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class TransferFlowIT {

  private static final String TO_THE_OTHER = "{\"unit\":\"%s\"}".formatted(Desk.OTHER_DEPARTMENT);

  @Autowired private WebTestClient http;

  private Desk head;
  private Desk otherHead;
  private Desk worker;
  private String family;

  @BeforeEach
  void registerAFamily() {
    head = Desk.head(http);
    otherHead = Desk.of(http, "head-2", Desk.OTHER_DEPARTMENT, "department-head");
    worker = Desk.worker(http);
    family = worker.registersOthers();
  }

  @Test
  void movesAFamilyWhenTheOtherDepartmentAccepts() {
    head.post(
            "/families/" + family + "/assignments",
            "{\"worker\":\"worker-1\",\"fieldRole\":\"FAMILY_SOCIAL_WORKER\"}")
        .expectStatus()
        .isCreated();
    String id = proposed();
    worker.get("/families/" + family).expectStatus().isOk();
    Answers.refused(otherHead.get("/families/" + family), 404, "family-not-found");

    try (var events = TestEvents.on("retzef.family.events")) {
      answer(otherHead, id, "ACCEPT", "\"1\"").expectStatus().isOk();
      assertThat(events.await(1, family).getLast().type())
          .isEqualTo("org.retzef.family.transferred.v1");
    }

    otherHead.get("/families/" + family).expectStatus().isOk();
    Desk.stranger(http).enrols(family).expectStatus().isCreated();
    for (Desk former : new Desk[] {worker, head}) {
      Answers.refused(former.get("/families/" + family), 404, "family-not-found");
    }
    Answers.refused(worker.enrols(family), 404, "family-not-found");
    assertThat(
            otherHead
                .read("/families/" + family + "/assignments")
                .get("items")
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("ENDED");
  }

  @Test
  void leavesTheFamilyWhereItIsWhenTheOtherDepartmentDeclines() {
    String id = proposed();
    Answers.refused(
        head.post("/families/" + family + "/transfers", TO_THE_OTHER), 409, "transfer-under-way");
    answer(otherHead, id, "DECLINE", "\"1\"").expectStatus().isOk();
    worker.get("/families/" + family).expectStatus().isOk();
    Answers.refused(otherHead.get("/families/" + family), 404, "family-not-found");
    Answers.refused(answer(otherHead, id, "ACCEPT", "\"2\""), 409, "transfer-answered");
    assertThat(head.read("/transfers/" + id).get("status").asString()).isEqualTo("DECLINED");
  }

  @Test
  void answersARepetitionByItsKeyAsTheFirstTimeAndRefusesAnotherAnswerUnderIt() {
    String answer = "/transfers/" + proposed() + "/answer";
    String decline = "{\"decision\":\"DECLINE\"}";
    for (int time = 1; time <= 2; time++) {
      otherHead
          .send(HttpMethod.POST, answer, decline, "\"1\"", "answer-" + family)
          .expectStatus()
          .isOk()
          .expectHeader()
          .valueEquals("ETag", "\"2\"");
    }
    Answers.refused(
        otherHead.send(
            HttpMethod.POST, answer, "{\"decision\":\"ACCEPT\"}", "\"1\"", "answer-" + family),
        422,
        "idempotency-key-reused");
  }

  /** A proposal goes along with a merged family, whose survivor may be of another department. */
  @Test
  void movesNoFamilyThatIsNotWhereItWasToLeave() {
    String survivor =
        Answers.id(
            Desk.stranger(http)
                .post(
                    "/families", Requests.family(Map.of(Desk.DEPARTMENT, Desk.OTHER_DEPARTMENT))));
    String third = "IL.SOUTH.A0246.D1";
    String id =
        Answers.id(
            head.post("/families/" + family + "/transfers", "{\"unit\":\"%s\"}".formatted(third)));
    Desk.of(http, "lead-of-all", "IL.SOUTH", "team-lead")
        .post(
            "/families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor, family),
            "\"1\"")
        .expectStatus()
        .isCreated();
    Desk receiving = Desk.of(http, "head-3", third, "department-head");
    Answers.refused(answer(receiving, id, "ACCEPT", "\"1\""), 409, "transfer-outdated");
    Desk.stranger(http).get("/families/" + survivor).expectStatus().isOk();
    answer(receiving, id, "DECLINE", "\"1\"").expectStatus().isOk();
  }

  /** Whoever heard that a family is erased must hear nothing of it any more. */
  @Test
  void movesNoFamilyThatIsErased() {
    String id = proposed();
    head.post(
            "/families/" + family + "/erasure",
            "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}",
            "\"1\"")
        .expectStatus()
        .isCreated();
    try (var events = TestEvents.on("retzef.family.events")) {
      Answers.refused(answer(otherHead, id, "ACCEPT", "\"1\""), 409, "family-erased");
      answer(otherHead, id, "DECLINE", "\"1\"").expectStatus().isOk();
      String later = worker.registersOthers();
      assertThat(
              events.await(
                  event -> List.of(family, later).contains(event.subject()),
                  seen -> seen.stream().anyMatch(event -> event.subject().equals(later))))
          .extracting(TestEvent::type)
          .doesNotContain("org.retzef.family.transferred.v1");
    }
    assertThat(head.read("/families/" + family).get("unit").asString()).isEqualTo(Desk.DEPARTMENT);
  }

  @Test
  void takesAnAnswerOnlyFromTheOtherDepartment() {
    String id = proposed();
    Answers.refused(answer(head, id, "ACCEPT", "\"1\""), 404, "transfer-not-found");
    Desk third = Desk.of(http, "head-3", "IL.SOUTH.A0246.D1", "department-head");
    Answers.refused(third.get("/transfers/" + id), 404, "transfer-not-found");
    answer(otherHead, id, "ACCEPT", null).expectStatus().isEqualTo(428);
    answer(otherHead, id, "ACCEPT", "\"5\"").expectStatus().isEqualTo(412);
    assertThat(otherHead.read("/transfers").get("items").toString()).contains(id);
    assertThat(head.read("/transfers?direction=OUTGOING").get("items").toString()).contains(id);
    assertThat(head.read("/transfers").get("items").toString()).doesNotContain(id);
  }

  @Test
  void takesAlongWhatWasMergedIntoTheFamilySoThatTheNewDepartmentCanPartThem() {
    String merged = worker.registers();
    String merge =
        Answers.id(
            Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead")
                .post(
                    "/families/merges",
                    """
                    {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
                     "reasonCode": "REGISTERED_TWICE"}
                    """
                        .formatted(family, merged),
                    "\"1\""));
    answer(otherHead, proposed(), "ACCEPT", "\"1\"").expectStatus().isOk();
    otherHead.post("/families/merges/" + merge + "/reversal", null, "\"1\"").expectStatus().isOk();
    for (String one : new String[] {family, merged}) {
      otherHead.get("/families/" + one).expectStatus().isOk();
      Answers.refused(head.get("/families/" + one), 404, "family-not-found");
    }
  }

  @Test
  void movesNoFamilyToADepartmentThatIsClosed() {
    Desk national = Desk.of(http, "n-1", "IL", "national-manager");
    String closing = Desk.OTHER_DEPARTMENT.replace(".D1", ".D81");
    national
        .post("/units", "{\"path\": \"%s\", \"nameHe\": \"נסגרת\"}".formatted(closing))
        .expectStatus()
        .isCreated();
    String to = "{\"unit\":\"%s\"}".formatted(closing);
    String id = Answers.id(head.post("/families/" + family + "/transfers", to));
    national
        .patch(
            "/units/" + closing,
            "{\"openedOn\": \"2020-01-01\", \"closedOn\": \"2026-01-31\"}",
            "\"1\"")
        .expectStatus()
        .isOk();
    Desk receiving = Desk.of(http, "head-81", closing, "department-head");
    Answers.refused(answer(receiving, id, "ACCEPT", "\"1\""), 409, "unit-closed");
    answer(receiving, id, "DECLINE", "\"1\"").expectStatus().isOk();
    Answers.refused(head.post("/families/" + family + "/transfers", to), 409, "unit-closed");
  }

  @Test
  void refusesAUnitThatIsNoOtherDepartment() {
    for (String unit : new String[] {Desk.DEPARTMENT, "IL.SOUTH", "IL.SOUTH.A9999.D9"}) {
      assertThat(
              Answers.faults(
                  head.post(
                      "/families/" + family + "/transfers", "{\"unit\":\"%s\"}".formatted(unit))))
          .containsExactly("unit unit-unknown");
    }
  }

  private String proposed() {
    return Answers.id(head.post("/families/" + family + "/transfers", TO_THE_OTHER));
  }

  private static WebTestClient.ResponseSpec answer(
      Desk desk, String id, String decision, String eTag) {
    return desk.post(
        "/transfers/" + id + "/answer", "{\"decision\":\"%s\"}".formatted(decision), eTag);
  }
}
