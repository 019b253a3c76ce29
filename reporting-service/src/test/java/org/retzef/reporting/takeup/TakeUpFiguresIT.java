package org.retzef.reporting.takeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** Families by how far they are on the way to their rights. */
@RetzefIT
class TakeUpFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void takesOffTheFamiliesThatHaveTakenUpFromThoseInProcess() {
    for (int i = 0; i < 3; i++) {
      UUID id = UUID.randomUUID();
      String whose =
          "{\"caseId\": \"%s\", \"familyId\": \"%s\", \"unit\": \"%s.A1.D1\", \"right\": null, \"category\": \"FAMILY\", "
              .formatted(id, UUID.randomUUID(), district);
      district.tell(
          "take-up.opened", id, whose + "\"byScreening\": true, \"openedOn\": \"2019-01-01\"}");
      district.tell(
          "take-up.moved",
          id,
          whose
              + "\"from\": \"OPEN\", \"to\": \"STUCK\", \"reason\": \"COST\", \"movedOn\": \"2019-02-01\"}");
      if (i < 2) {
        district.tell(
            "take-up.closed",
            id,
            whose
                + "\"from\": \"STUCK\", \"result\": \"%s\", \"reason\": null, \"worth\": null, \"worthPeriod\": null, \"closedOn\": \"2019-03-01\"}"
                    .formatted(i == 0 ? "TAKEN_UP" : "FAILED"));
      }
    }
    district.awaitItems(
        "/api/v1/indicators/take_up_cases?by=state&",
        "FAILED 1",
        "OPEN 0",
        "STUCK 1",
        "TAKEN_UP 1");
    district.awaitTotal("/api/v1/indicators/rights_in_process", 33);
    JsonNode rows = district.get("/api/v1/lineage/rights_in_process?" + district.where());
    assertThat(rows.get("value").asLong()).isEqualTo(1);
    assertThat(OwnDistrict.amounts(rows)).isEqualTo(1);
  }

  /** Families, of them who have begun, and of those who have taken up. */
  @Test
  void aCaseGoesWithAFamilyThatMoves() {
    UUID family = UUID.randomUUID();
    UUID id = UUID.randomUUID();
    LocalDate day = LocalDate.of(2019, 3, 1);
    take("opened", id, family, "A1.D1", "\"openedOn\": \"2019-01-01\"");
    take(
        "moved",
        id,
        family,
        "A1.D1",
        "\"from\": \"OPEN\", \"to\": \"IN_PROGRESS\", \"reason\": null, \"movedOn\": \"2019-02-01\"");
    district.awaitItems("/api/v1/indicators/take_up_cases?by=state&", "IN_PROGRESS 1", "OPEN 0");
    move(family, day);
    awaitStand(day, "0 0 0", "1 1 0");
    take(
        "closed",
        id,
        family,
        "A2.D1",
        "\"from\": \"IN_PROGRESS\", \"result\": \"TAKEN_UP\", \"reason\": null, \"worth\": null,"
            + " \"worthPeriod\": null, \"closedOn\": \"2019-03-05\"");
    awaitStand(LocalDate.of(2019, 3, 5), "0 0 0", "1 1 1");
    awaitStand(day, "0 0 0", "1 1 0");
    awaitStand(day.minusDays(1), "1 1 0", "0 0 0");
    assertThat(states(day.minusDays(1), "A1")).containsExactly("IN_PROGRESS 1", "OPEN 0");
    assertThat(states(day, "A1")).containsExactly("IN_PROGRESS 0", "OPEN 0");
    assertThat(states(day, "A2")).contains("IN_PROGRESS 1");
    assertThat(states(LocalDate.of(2019, 3, 5), "A2"))
        .containsExactly("IN_PROGRESS 0", "TAKEN_UP 1");
  }

  /** Neither a day nor a state counts in a unit without the family, whatever is heard of first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsToldOfADayBeforeTheMoveCountsWhereTheCaseWas(boolean moveFirst) {
    UUID family = UUID.randomUUID();
    UUID id = UUID.randomUUID();
    LocalDate day = LocalDate.of(2019, 3, 1);
    take("opened", id, family, "A1.D1", "\"openedOn\": \"2019-01-01\"");
    district.awaitItems("/api/v1/indicators/take_up_cases?by=state&", "OPEN 1");
    if (moveFirst) {
      move(family, day);
      awaitStand(day, "0 0 0", "1 0 0");
    }
    take(
        "moved",
        id,
        family,
        "A2.D1",
        "\"from\": \"OPEN\", \"to\": \"IN_PROGRESS\", \"reason\": null, \"movedOn\": \"2019-02-01\"");
    take(
        "closed",
        id,
        family,
        "A2.D1",
        "\"from\": \"IN_PROGRESS\", \"result\": \"TAKEN_UP\", \"reason\": null, \"worth\": null,"
            + " \"worthPeriod\": null, \"closedOn\": \"2019-02-10\"");
    if (!moveFirst) {
      district.awaitItems(
          "/api/v1/indicators/take_up_cases?by=state&", "IN_PROGRESS 0", "OPEN 0", "TAKEN_UP 1");
      move(family, day);
    }
    awaitStand(day, "0 0 0", "1 1 1");
    awaitStand(LocalDate.of(2019, 1, 31), "1 0 0", "0 0 0");
    awaitStand(LocalDate.of(2019, 2, 9), "1 1 0", "0 0 0");
    awaitStand(LocalDate.of(2019, 2, 10), "1 1 1", "0 0 0");
    awaitStand(day.minusDays(1), "1 1 1", "0 0 0");
    assertThat(states(LocalDate.of(2019, 2, 9), "A1")).contains("IN_PROGRESS 1");
    assertThat(states(day.minusDays(1), "A1")).contains("TAKEN_UP 1");
    assertThat(states(day.minusDays(1), "A2")).doesNotContain("TAKEN_UP 1");
    assertThat(states(day, "A2")).contains("TAKEN_UP 1");
  }

  private void move(UUID family, LocalDate day) {
    TestEvent transferred =
        district
            .feed()
            .next(
                "org.retzef.family.transferred.v1",
                family.toString(),
                "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
                    .formatted(family, district));
    district.feed().tell(Feed.at(day.atTime(12, 0).toInstant(ZoneOffset.UTC), transferred));
  }

  private void take(String what, UUID id, UUID family, String department, String more) {
    district.tell(
        "take-up." + what,
        id,
        """
        {"caseId": "%s", "familyId": "%s", "unit": "%s.%s", "right": null, "category": "FAMILY",
         "byScreening": true, %s}
        """
            .formatted(id, family, district, department, more));
  }

  private void awaitStand(LocalDate day, String first, String second) {
    await()
        .untilAsserted(
            () -> {
              assertThat(stand(day, "A1")).isEqualTo(first);
              assertThat(stand(day, "A2")).isEqualTo(second);
            });
  }

  private String stand(LocalDate day, String authority) {
    return "%d %d %d"
        .formatted(
            counted("rights_not_begun", "denominator", day, authority),
            counted("rights_taken_up", "numerator", day, authority)
                + counted("rights_in_process", "numerator", day, authority),
            counted("rights_taken_up", "numerator", day, authority));
  }

  private long counted(String code, String part, LocalDate day, String authority) {
    JsonNode number =
        district
            .get("/api/v1/indicators/%s?unit=%s.%s&to=%s".formatted(code, district, authority, day))
            .get("total")
            .get(part);
    return number.isNull() ? 0 : number.asLong();
  }

  private List<String> states(LocalDate day, String authority) {
    return OwnDistrict.itemsOf(
        district.get(
            "/api/v1/indicators/take_up_cases?by=state&unit=%s.%s&to=%s"
                .formatted(district, authority, day)));
  }
}
