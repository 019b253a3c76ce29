package org.retzef.reporting.headline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.EventContract;
import org.retzef.reporting.headline.HeadlineEvent.Answered;
import org.retzef.reporting.headline.HeadlineEvent.Asked;
import org.retzef.reporting.headline.HeadlineEvent.Ended;
import org.retzef.reporting.headline.HeadlineEvent.Enrolled;
import org.retzef.reporting.headline.HeadlineEvent.Merged;
import org.retzef.reporting.headline.HeadlineEvent.TrackPlan;
import org.retzef.reporting.headline.HeadlineEvent.Unit;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The producers' examples, read by this service's own records. */
class HeadlineEventContractTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Test
  void readsThatAFamilyIsEnrolled() {
    JsonNode example = example("family.enrolled");
    assertThat(JSON.treeToValue(example, Enrolled.class))
        .isEqualTo(
            new Enrolled(
                id(example, "familyId"),
                id(example, "enrolmentId"),
                text(example, "programme"),
                day(example, "startDate")));
  }

  @Test
  void readsThatAnEnrolmentHasEnded() {
    JsonNode example = example("enrolment.ended");
    assertThat(JSON.treeToValue(example, Ended.class))
        .isEqualTo(
            new Ended(
                id(example, "familyId"),
                id(example, "enrolmentId"),
                text(example, "programme"),
                text(example, "status"),
                day(example, "endDate")));
  }

  @Test
  void readsThatFamiliesAreMerged() {
    JsonNode example = example("family.merged");
    assertThat(JSON.treeToValue(example, Merged.class))
        .isEqualTo(
            new Merged(
                id(example, "familyId"),
                id(example, "mergedFamilyId"),
                id(example, "mergeId"),
                example.required("undone").asBoolean()));
  }

  @Test
  void readsThatAUnitHasChanged() {
    JsonNode example = example("unit.changed");
    Unit unit = JSON.treeToValue(example, Unit.class);
    assertThat(unit).isEqualTo(new Unit(text(example, "unit"), text(example, "kind")));
  }

  @Test
  void findsTheAuthorityOfACentre() {
    assertThat(new Unit("IL.SOUTH.A2630.D1.C1", "OTZMA_CENTRE").authority())
        .isEqualTo("IL.SOUTH.A2630");
  }

  @Test
  void readsThatAPlanIsPublished() {
    JsonNode example = example("track-plan.published");
    assertThat(JSON.treeToValue(example, TrackPlan.class))
        .isEqualTo(
            new TrackPlan(
                id(example, "planId"),
                text(example, "programme"),
                text(example, "track"),
                text(example, "unit"),
                day(example, "from"),
                day(example, "until"),
                example.required("seats").asInt(),
                example.required("version").asInt(),
                day(example, "publishedOn")));
  }

  @Test
  void readsThatAReceiptIsAskedFor() {
    JsonNode example = example("receipt.asked");
    assertThat(JSON.treeToValue(example, Asked.class))
        .isEqualTo(new Asked(id(example, "receiptId"), day(example, "askedOn")));
  }

  @Test
  void readsThatAReceiptIsAnswered() {
    JsonNode example = example("receipt.answered");
    assertThat(JSON.treeToValue(example, Answered.class))
        .isEqualTo(
            new Answered(
                id(example, "receiptId"), text(example, "answer"), day(example, "answeredOn")));
    assertThat(text(example, "answer")).isIn("YES", "PARTIAL", "NO");
  }

  private static JsonNode example(String type) {
    return EventContract.example("org.retzef." + type + ".v1");
  }

  private static UUID id(JsonNode example, String field) {
    return UUID.fromString(text(example, field));
  }

  private static LocalDate day(JsonNode example, String field) {
    return LocalDate.parse(text(example, field));
  }

  private static String text(JsonNode example, String field) {
    return example.required(field).asString();
  }
}
