package org.retzef.rights.enquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.EventContract;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class EnquiryIT {

  @Autowired private WebTestClient http;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  /** The legal line was asked 91 times [S1]; here the number comes out of the records. */
  @Test
  void counts91EnquiriesByTopicWithTheTimeToTheAnswer() {
    String unit = "IL.TEL_AVIV_CENTER.A5000.D1";
    String worker = Desk.token("w-e", unit, "family-social-worker");
    for (int i = 0; i < 91; i++) {
      JsonNode enquiry = logged(worker, unit, i % 3 == 0 ? "DEBT" : "BENEFITS");
      if (i < 60) {
        desk.ok(
            desk.post(
                worker,
                "enquiries/" + enquiry.get("id").asString() + "/answer",
                "{\"outcome\":\"ADVISED\",\"answeredAt\":\"2026-03-02T11:%02d:00Z\"}".formatted(i),
                1));
      }
    }
    JsonNode counts =
        desk.read(worker, "enquiries/counts?from=2026-01-01&to=2026-12-31").get("items");
    int all = 0;
    for (JsonNode count : counts) {
      all += count.get("asked").asInt();
      assertThat(count.get("line").asString()).isEqualTo("STAFF_LEGAL_LINE");
      assertThat(count.get("minutesToAnswer").asInt()).isBetween(110, 160);
    }
    assertThat(all).isEqualTo(91);
    assertThat(desk.all(worker, "enquiries?limit=40")).hasSize(91);
    assertThat(desk.read(Desk.WORKER, "enquiries/counts?from=2026-01-01&to=2026-12-31").toString())
        .doesNotContain("91");
  }

  @Test
  void countsTheClientsHotlineApartFromTheLineOfTheStaff() {
    String unit = "IL.TEL_AVIV_CENTER.A5000.D5";
    String worker = Desk.token("w-e5", unit, "family-social-worker");
    logged(worker, unit, "DEBT");
    desk.created(
        worker, "enquiries", body(unit, "LOAN").replace("STAFF_LEGAL_LINE", "CLIENT_HOTLINE"));
    assertThat(desk.read(worker, "enquiries/counts?from=2026-01-01&to=2026-12-31").get("items"))
        .extracting(
            count ->
                count.get("line").asString()
                    + " "
                    + count.get("topic").asString()
                    + " "
                    + count.get("asked").asInt())
        .containsExactlyInAnyOrder("STAFF_LEGAL_LINE DEBT 1", "CLIENT_HOTLINE LOAN 1");
  }

  @Test
  void tellsAnEnquiryByItsTopic() {
    try (var events = TestEvents.on("retzef.rights.events")) {
      JsonNode enquiry = logged(Desk.WORKER, Desk.DEPARTMENT, "LOAN");
      assertThat(events.await(1, enquiry.get("id").asString()).getFirst().type())
          .isEqualTo("org.retzef.enquiry.logged.v1");
    }
    var event =
        new EnquiryEvent.Logged(
            UUID.fromString("018f3b62-3f54-7a7c-9d6f-9d4a5e6f7081"),
            new UnitPath("IL.SOUTH.A2630.D1"),
            Enquiry.Line.STAFF_LEGAL_LINE,
            Enquiry.Topic.DEBT,
            Instant.parse("2026-03-02T09:12:45.123456Z"));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void refusesASecondAnswerAndOneBeforeTheQuestion() {
    String path = "enquiries/" + logged(Desk.WORKER, Desk.DEPARTMENT, "DEBT").get("id").asString();
    desk.invalid(
        desk.post(
            Desk.WORKER,
            path + "/answer",
            "{\"outcome\":\"ADVISED\",\"answeredAt\":\"2026-03-02T09:11:59Z\"}",
            1),
        "answeredAt date-before-start");
    String answer = "{\"outcome\":\"ADVISED\",\"answeredAt\":\"2026-03-02T10:00:00Z\"}";
    desk.ok(desk.post(Desk.WORKER, path + "/answer", answer, 1));
    Answers.refused(desk.post(Desk.WORKER, path + "/answer", answer, 2), 409, "enquiry-answered");
    Answers.refused(desk.get(Desk.STRANGER, path), 404, "enquiry-not-found");
    Answers.refused(
        desk.post(Desk.STRANGER, "enquiries", body(Desk.DEPARTMENT, "DEBT")),
        404,
        "unit-not-found");
  }

  private JsonNode logged(String token, String unit, String topic) {
    return desk.created(token, "enquiries", body(unit, topic));
  }

  private static String body(String unit, String topic) {
    return """
        {"unit":"%s","line":"STAFF_LEGAL_LINE","topic":"%s","askedAt":"2026-03-02T09:12:00Z"}"""
        .formatted(unit, topic);
  }
}
