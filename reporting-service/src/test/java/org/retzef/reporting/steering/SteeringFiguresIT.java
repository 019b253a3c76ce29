package org.retzef.reporting.steering;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** What the minutes of steering meetings say. */
@RetzefIT
class SteeringFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** P11: what was reported in the minutes, until it is reported anew. */
  @Test
  void makesFiguresOfSteeringMinutes() {
    UUID task = UUID.randomUUID();
    UUID meeting = steering("2019-01-03", 2, 20, 6, "{\"taskId\": \"%s\"}".formatted(task));
    steering("2019-03-03", 1, 25, 4, "");
    district.tell(
        "steering-task.done",
        meeting,
        "{\"meetingId\": \"%s\", \"taskId\": \"%s\", \"unit\": \"%s\", \"doneOn\": \"2019-02-20\"}"
            .formatted(meeting, task, district));
    district.awaitTotal("/api/v1/indicators/steering_meetings", 2);
    district.awaitTotal("/api/v1/indicators/steering_tasks_open", 0);
    assertThat(reported("scholarship_applications", "2019-01-02").get("note").asString())
        .isEqualTo("no-record");
    assertThat(reported("scholarship_applications", "2019-03-02").get("value").asLong())
        .isEqualTo(20);
    assertThat(reported("scholarship_applications", "2019-03-03").get("value").asLong())
        .isEqualTo(25);
    assertThat(reported("preparatory_programmes", "2019-03-03").get("value").asLong()).isEqualTo(4);
    assertThat(reported("preparatory_months", "2019-03-03").get("value").asLong()).isEqualTo(10);
    assertThat(reported("steering_tasks_open", "2019-02-19").get("value").asLong()).isEqualTo(1);
    assertThat(district.items("/api/v1/indicators/steering_attendance?by=body&"))
        .containsExactly("KOL_ZCHUT 75");
  }

  /** P11, of the meeting of 3.3.2020: six programmes of at most 25 now, four the year before. */
  @Test
  void tellsWhatTheCommitteeHeardOfPreparatoryProgrammesSurveyAndScholarships() {
    minutes("2018-03-03", Map.of("PREPARATORY_PROGRAMMES", 4, "PREPARATORY_PLACES", 25));
    minutes(
        "2019-03-03",
        Map.of(
            "PREPARATORY_PROGRAMMES", 6,
            "PREPARATORY_FINISHED", 100,
            "PREPARATORY_ENLISTED", 81,
            "ARAB_MENTOR_SCHOLARSHIPS", 40));
    minutes("2019-03-09", Map.of("HAREDI_NEEDS_SURVEYED", 300));
    district.awaitTotal("/api/v1/indicators/steering_meetings", 3);
    assertThat(value("preparatory_programmes", "2019-03-02")).isEqualTo(4);
    assertThat(value("preparatory_programmes", "2019-03-03")).isEqualTo(6);
    assertThat(value("preparatory_places", "2019-03-03")).isEqualTo(25);
    assertThat(value("arab_mentor_scholarships", "2019-03-03")).isEqualTo(40);
    JsonNode enlisted = reported("preparatory_enlisted_share", "2019-03-03");
    assertThat(enlisted.get("value").asLong()).isEqualTo(81);
    assertThat(enlisted.get("denominator").asLong()).isEqualTo(100);
    assertThat(reported("haredi_needs_surveyed", "2019-03-08").get("note").asString())
        .isEqualTo("no-record");
    assertThat(value("haredi_needs_surveyed", "2019-03-09")).isEqualTo(300);
  }

  private void minutes(String day, Map<String, Integer> figures) {
    UUID id = UUID.randomUUID();
    String reported =
        figures.entrySet().stream()
            .map(one -> "{\"code\": \"%s\", \"value\": %d}".formatted(one.getKey(), one.getValue()))
            .collect(joining(", "));
    district.tell(
        "steering-meeting.held",
        id,
        """
        {"meetingId": "%s", "unit": "%s", "heldOn": "%s",
         "attendance": [{"body": "YATED", "seats": 1, "present": 1}], "figures": [%s], "tasks": []}
        """
            .formatted(id, district, day, reported));
  }

  private long value(String code, String day) {
    return reported(code, day).get("value").asLong();
  }

  private UUID steering(String day, int present, int applications, int programmes, String tasks) {
    UUID id = UUID.randomUUID();
    district.tell(
        "steering-meeting.held",
        id,
        """
        {"meetingId": "%s", "unit": "%s", "heldOn": "%s",
         "attendance": [{"body": "KOL_ZCHUT", "seats": 2, "present": %d}],
         "figures": [{"code": "SCHOLARSHIP_APPLICATIONS", "value": %d},
                     {"code": "PREPARATORY_PROGRAMMES", "value": %d},
                     {"code": "PREPARATORY_MONTHS", "value": 10}],
         "tasks": [%s]}
        """
            .formatted(id, district, day, present, applications, programmes, tasks));
    return id;
  }

  private JsonNode reported(String code, String day) {
    return district
        .get("/api/v1/indicators/" + code + "?unit=" + district + "&to=" + day)
        .get("total");
  }
}
