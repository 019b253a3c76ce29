package org.retzef.family.conflictofinterest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class ConflictOfInterestFlowIT {

  private static final String RELATIVE = "{\"tie\":\"RELATIVE\"}";

  @Autowired private WebTestClient http;

  private Desk worker;
  private Desk lead;
  private Desk head;
  private String family;
  private String path;

  @BeforeEach
  void registerAFamily() {
    worker = Desk.worker(http);
    lead = Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead");
    head = Desk.head(http);
    family = worker.registers();
    path = "/families/" + family + "/conflicts-of-interest";
  }

  @Test
  void everybodyWhoDecidesDeclaresForThemselves() {
    for (Desk desk :
        List.of(
            worker,
            lead,
            head,
            Desk.of(http, "district-1", "IL.SOUTH", "supervisor"),
            Desk.of(http, "national-1", "IL", "national-manager"))) {
      var declared = desk.post(path, RELATIVE);
      declared.expectHeader().exists("Location");
      JsonNode conflict = Answers.json(declared.expectStatus().isCreated());
      assertThat(conflict.get("worker").asString()).isEqualTo(desk.subject());
      assertThat(conflict.get("declaredBy").asString()).isEqualTo(desk.subject());
      assertThat(desk.read(path + "/" + conflict.get("id").asString())).isEqualTo(conflict);
      Answers.refused(desk.post(path, RELATIVE), 409, "conflict-of-interest-declared-already");
    }
    assertThat(head.read(path).get("items")).hasSize(5);
    assertThat(lead.read(path).get("items").findValuesAsString("worker")).containsExactly("lead-1");
  }

  @Test
  void whoLeadsDeclaresForOthersAndNobodyElseDoes() {
    String ofLead = "{\"worker\":\"lead-1\",\"tie\":\"MEMBER\"}";
    Answers.refused(worker.post(path, ofLead), 403, "conflict-of-interest-of-another");
    String id = Answers.id(head.post(path, ofLead));
    assertThat(lead.read(path + "/" + id).get("declaredBy").asString()).isEqualTo("head-1");
    Answers.refused(worker.get(path + "/" + id), 404, "conflict-of-interest-not-found");
    assertThat(worker.read(path).get("items")).isEmpty();
    assertThat(
            Answers.faults(head.post(path, "{\"worker\":\"דנה מהמחלקה\",\"tie\":\"NEIGHBOUR\"}")))
        .containsExactlyInAnyOrder("worker worker-invalid", "tie value-unknown");
  }

  @Test
  void endsByWhoLeadsAndIsNotThePersonAndStaysOnRecord() {
    String own = Answers.id(head.post(path, RELATIVE));
    String end = path + "/" + own + "/end";
    head.post(end, null, null).expectStatus().isEqualTo(428);
    Answers.refused(head.post(end, null, "\"1\""), 409, "own-conflict-of-interest");
    lead.post(end, null, "\"1\"").expectStatus().isForbidden();
    Desk second = Desk.of(http, "head-2", Desk.DEPARTMENT, "department-head");
    second.post(end, null, "\"7\"").expectStatus().isEqualTo(412);
    JsonNode ended = Answers.json(second.post(end, null, "\"1\"").expectStatus().isOk());
    assertThat(ended.get("endedBy").asString()).isEqualTo("head-2");
    assertThat(ended.get("endedAt").isNull()).isFalse();
    Answers.refused(second.post(end, null, "\"2\""), 409, "conflict-of-interest-ended-already");
    assertThat(head.read(path).get("items").get(0)).isEqualTo(ended);
    Answers.id(head.post(path, RELATIVE));
    assertThat(head.read(path).get("items")).hasSize(2);
  }

  @Test
  void standsOnceWhenItIsDeclaredTwiceAtOnce() {
    for (int round = 0; round < 5; round++) {
      String of = "{\"worker\":\"worker-%d\",\"tie\":\"CLOSE\"}".formatted(round);
      var declared =
          Stream.generate(
                  () ->
                      CompletableFuture.supplyAsync(
                          () -> head.post(path, of).returnResult(String.class).getStatus().value()))
              .limit(4)
              .toList();
      assertThat(declared.stream().map(CompletableFuture::join))
          .containsExactlyInAnyOrder(201, 409, 409, 409);
    }
    assertThat(head.read(path).get("items")).hasSize(5);
  }

  @Test
  void endsForBothOfTwoMergedFamiliesAndStandsForNeitherAfterwards() {
    String merged = worker.registers();
    String kept = Answers.id(head.post(path, "{\"worker\":\"lead-1\",\"tie\":\"CLOSE\"}"));
    String mergedPath = "/families/" + merged + "/conflicts-of-interest";
    String waits = Answers.id(lead.post(mergedPath, RELATIVE));
    String merge =
        Answers.id(
            head.post(
                "/families/merges",
                """
                {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
                 "reasonCode": "REGISTERED_TWICE"}
                """
                    .formatted(family, merged),
                "\"1\""));
    assertThat(head.read(path).get("items").findValuesAsString("id")).containsExactly(kept);
    try (var events = TestEvents.on("retzef.family.events")) {
      head.post(path + "/" + kept + "/end", null, "\"1\"").expectStatus().isOk();
      assertThat(events.await(1, waits).getFirst().json()).contains("\"status\":\"ENDED\"");
    }
    head.post("/families/merges/" + merge + "/reversal", null, "\"1\"").expectStatus().isOk();
    assertThat(head.read(mergedPath + "/" + waits).get("endedBy").asString()).isEqualTo("head-1");
  }

  @Test
  void aFamilyOfAnotherUnitIsNotFound() {
    String id = Answers.id(lead.post(path, RELATIVE));
    Desk otherHead = Desk.of(http, "head-3", Desk.OTHER_DEPARTMENT, "department-head");
    Desk otherDistrict = Desk.of(http, "district-2", "IL.JERUSALEM", "supervisor");
    for (Desk desk : List.of(otherHead, otherDistrict)) {
      Answers.refused(desk.post(path, RELATIVE), 404, "family-not-found");
      Answers.refused(desk.get(path), 404, "family-not-found");
      Answers.refused(desk.get(path + "/" + id), 404, "family-not-found");
      Answers.refused(desk.post(path + "/" + id + "/end", null, "\"1\""), 404, "family-not-found");
    }
  }

  @Test
  void tellsItUnderItsOwnKeyByAHashOfTheWorkersSubjectAndKeepsItOffTheTimeline() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String id = Answers.id(lead.post(path, RELATIVE));
      head.post(path + "/" + id + "/end", null, "\"1\"").expectStatus().isOk();
      List<TestEvent> told = events.await(2, id);
      assertThat(told)
          .extracting(TestEvent::json)
          .allMatch(json -> json.contains(family))
          .allMatch(
              json -> // sha256 of lead-1
              json.contains("f2c317c69af9996941576a811113aee5dea11d8b0763b785aa613e874a80a02d"))
          .noneMatch(json -> json.contains("lead-1") || json.contains("RELATIVE"));
      assertThat(told.getFirst().json()).contains("\"status\":\"DECLARED\"");
      assertThat(told.getLast().json()).contains("\"status\":\"ENDED\"");
    }
    assertThat(worker.read("/families/" + family + "/timeline").toString())
        .doesNotContain("conflict");
  }
}
