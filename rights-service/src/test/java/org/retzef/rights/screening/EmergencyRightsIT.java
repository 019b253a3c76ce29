package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A right of an emergency holds where and while the emergency is declared, and nowhere else. */
@RetzefIT
class EmergencyRightsIT {

  private static final String AUTHORITY = "IL.HAIFA_NORTH.A8600";
  private static final String INSIDE = AUTHORITY + ".D1";
  private static final String OUTSIDE = "IL.HAIFA_NORTH.A8700.D1";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void holdsInTheUnitsAndOnTheDaysOfTheOverlay() {
    String code = published();
    UUID overlay = UUID.randomUUID();
    declare(overlay, 1, null);
    UUID family = registered(INSIDE, 1).getFirst();
    assertThat(outcome(INSIDE, family, "2026-03-14", 30, code)).isEqualTo("NOT_ELIGIBLE");
    assertThat(outcome(INSIDE, family, "2026-03-15", 30, code)).isEqualTo("ELIGIBLE");
    assertThat(outcome(INSIDE, family, "2026-09-15", 30, code)).isEqualTo("ELIGIBLE");
    declare(overlay, 2, "2026-05-31");
    JsonNode last = result(INSIDE, family, "2026-05-31", 30, code);
    JsonNode after = result(INSIDE, family, "2026-06-01", 30, code);
    assertThat(last.get("outcome").asString()).isEqualTo("ELIGIBLE");
    assertThat(after.get("outcome").asString()).isEqualTo("NOT_ELIGIBLE");
    assertThat(after.get("failed").get(0).get("expression").asString())
        .isEqualTo("\"EMERGENCY_TEST\" in household.emergencies");
    UUID elsewhere = registered(OUTSIDE, 1).getFirst();
    assertThat(outcome(OUTSIDE, elsewhere, "2026-04-01", 30, code)).isEqualTo("NOT_ELIGIBLE");
  }

  @Test
  void remembersWhomItLeavesOutAndNobodyWhoLivesElsewhere() {
    String code = published();
    declare(UUID.randomUUID(), 1, "2026-05-31");
    registered(INSIDE, 5).forEach(f -> outcome(INSIDE, f, "2026-04-01", 17, code));
    registered(OUTSIDE, 5).forEach(f -> outcome(OUTSIDE, f, "2026-04-01", 17, code));
    assertThat(gaps(AUTHORITY))
        .contains(
            "{\"right\":\"%s\",\"condition\":\"c2_person_age\",\"families\":5}".formatted(code));
    assertThat(gaps("IL.HAIFA_NORTH.A8700")).doesNotContain(code);
  }

  private String gaps(String unit) {
    String supervisor = Desk.token("s-1", unit, "supervisor");
    return desk.read(supervisor, "screenings/gaps").get("items").toString();
  }

  private String outcome(String unit, UUID family, String day, int age, String code) {
    return result(unit, family, day, age, code).get("outcome").asString();
  }

  private JsonNode result(String unit, UUID family, String day, int age, String code) {
    JsonNode screening =
        desk.created(
            Desk.token("w-86", unit, "family-social-worker"),
            "screenings",
            """
            {"familyId":"%s","asOf":"%s","answers":[{"fact":"person.age","value":%d}]}"""
                .formatted(family, day, age));
    for (JsonNode result : screening.get("results")) {
      if (result.get("right").asString().equals(code)) {
        return result;
      }
    }
    throw new AssertionError(code);
  }

  private List<UUID> registered(String unit, int howMany) {
    return new TestFamilies(database).registered(unit, 2, 1, howMany);
  }

  private void declare(UUID overlay, int version, String to) {
    String day = to == null ? "null" : "\"" + to + "\"";
    try (var events = TestEvents.on("retzef.organisation.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.emergency-overlay.changed.v1",
              overlay.toString(),
              version,
              """
              {"overlayId":"%s","unit":"%s","form":"EMERGENCY_TEST","from":"2026-03-15","to":%s}"""
                  .formatted(overlay, AUTHORITY, day)));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                database
                        .sql(
                            """
                            select count(*) as n from emergency_overlay
                             where id = :id and last_day is not distinct from cast(:to as date)
                            """)
                        .bind("id", overlay)
                        .bind("to", Parameters.in(R2dbcType.VARCHAR, to))
                        .map(row -> row.get("n", Long.class))
                        .one()
                        .block()
                    == 1);
  }

  private String published() {
    String code = "EMERGENCY_" + UUID.randomUUID().toString().substring(0, 6).toUpperCase();
    JsonNode draft =
        desk.created(
            Desk.EDITOR,
            "rights/drafts",
            """
            {"right":{"code":"%s","category":"MATERIAL","nameHe":"מענק חירום","bodyHe":"גוף",
              "conditions":[
                {"fact":"household.emergencies","op":"contains","value":"EMERGENCY_TEST"},
                {"fact":"person.age","op":"gte","value":18,"unit":"years"}],
              "benefitEn":"A grant in the emergency","stepsEn":["Ask"],
              "sourceUrl":"https://example.org/right","figuresYear":2026,"confidence":"HIGH"}}"""
                .formatted(code));
    String path = "rights/drafts/" + draft.get("id").asString();
    desk.ok(desk.post(Desk.EDITOR, path + "/submission", null, 1));
    desk.ok(desk.post(Desk.OTHER_EDITOR, path + "/review", "{\"decision\":\"PUBLISH\"}", 2));
    return code;
  }
}
