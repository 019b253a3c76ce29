package org.retzef.reporting.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** What centres do: for whom, in which month, how many took part, and what of it is hidden. */
@RetzefIT
class ActivityFiguresIT {

  private static final String INDICATORS = "/api/v1/indicators/";
  private static final String RESPONSES = INDICATORS + "otzma_individual_responses";
  private static final String ACTIVITIES = INDICATORS + "otzma_activities";
  private static final String PARTICIPANTS = INDICATORS + "otzma_participants";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();
  private final String analyst = TestTokens.token("a-1", "IL", "data-analyst");

  @BeforeEach
  void aWinter() {
    record("A1.D1.C1", "COMMUNITY", "RIGHTS", "2019-01-10", 6, 40, 0);
    record("A1.D1.C1", "GROUP", "EMPLOYMENT", "2019-02-10", 8, 0, 0);
    record("A1.D1.C2", "CONSULTATION", "RIGHTS", "2019-02-11", 0, 0, 3);
    record("A2.D1.C1", "COMMUNITY", "COMMUNITY", "2019-02-12", 0, 25, 0);
    for (String domain : new String[] {"RIGHTS", "RIGHTS", "EMPLOYMENT"}) {
      record("A2.D1.C1", "INDIVIDUAL", domain, "2019-02-13", 1, 0, 0);
    }
    district.awaitTotal(RESPONSES, 3);
    district.awaitTotal(ACTIVITIES, 4);
  }

  @Test
  void countsWhatWasDoneForWhomAndHowManyTookPart() {
    assertThat(district.items(ACTIVITIES + "?by=kind&"))
        .containsExactly("COMMUNITY 2", "CONSULTATION 1", "GROUP 1");
    assertThat(district.items(ACTIVITIES + "?by=domain&"))
        .containsExactly("COMMUNITY 1", "EMPLOYMENT 1", "RIGHTS 2");
    assertThat(district.items(ACTIVITIES + "?by=centre&"))
        .containsExactly(
            district + ".A1.D1.C1 2", district + ".A1.D1.C2 1", district + ".A2.D1.C1 1");
    assertThat(district.items(ACTIVITIES + "?by=month&from=2019-01-01&"))
        .containsExactly("2019-01 1", "2019-02 3", "2019-03 0");
    assertThat(district.items(PARTICIPANTS + "?by=kind&"))
        .containsExactly("COMMUNITY 71", "CONSULTATION 3", "GROUP 8");
    assertThat(district.items(RESPONSES + "?by=domain&"))
        .containsExactly("EMPLOYMENT 1", "RIGHTS 2");
    district.awaitTotal(INDICATORS + "otzma_community_activities", 2);
    district.awaitTotal(INDICATORS + "otzma_community_participants", 71);
  }

  @Test
  void opensTheRowsBehindAFigure() {
    JsonNode rows = district.get("/api/v1/lineage/otzma_participants?" + district.where());
    assertThat(rows.get("items")).hasSize(4);
    assertThat(OwnDistrict.amounts(rows)).isEqualTo(82);
  }

  @Test
  void countsAnActivityOnceHoweverOftenItIsTold() {
    UUID activity = UUID.randomUUID();
    TestEvent told = told(activity, "A1.D1.C1", "GROUP", "RIGHTS", "2019-02-20", 7, 0, 0);
    district.feed().tell(told, told);
    district.feed().tell(told(activity, "A1.D1.C1", "GROUP", "RIGHTS", "2019-02-20", 7, 0, 0));
    record("A1.D1.C1", "GROUP", "RIGHTS", "2019-02-21", 5, 0, 0);
    district.awaitTotal(ACTIVITIES, 6);
    district.awaitTotal(PARTICIPANTS, 94);
  }

  /** An activity is nobody's; who took part, and whose a response was, are few. */
  @Test
  void hidesFewPeopleAndNoFewActivities() {
    String march = "unit=" + district + "&to=2019-03-31";
    assertThat(OwnDistrict.itemsOf(district.get(analyst, ACTIVITIES + "?by=kind&" + march)))
        .containsExactly("COMMUNITY 2", "CONSULTATION 1", "GROUP 1");
    JsonNode participants = district.get(analyst, PARTICIPANTS + "?by=kind&" + march);
    assertThat(participants.at("/items/0/value").asLong()).isEqualTo(70);
    assertThat(participants.at("/items/1/note").asString()).isEqualTo("small-cell");
    assertThat(participants.at("/items/2/note").asString()).isEqualTo("small-cell");
    assertThat(district.get(analyst, RESPONSES + "?" + march).at("/total/note").asString())
        .isEqualTo("small-cell");
  }

  private void record(
      String centre, String kind, String domain, String day, int users, int others, int workers) {
    district
        .feed()
        .tell(told(UUID.randomUUID(), centre, kind, domain, day, users, others, workers));
  }

  private TestEvent told(
      UUID id,
      String centre,
      String kind,
      String domain,
      String day,
      int users,
      int others,
      int workers) {
    return district
        .feed()
        .next(
            "org.retzef.activity.recorded.v1",
            id.toString(),
            """
            {"activityId": "%s", "unit": "%s.%s", "kind": "%s", "domain": "%s", "heldOn": "%s",
             "serviceUsers": %d, "otherParticipants": %d, "departmentWorkers": %d}
            """
                .formatted(id, district, centre, kind, domain, day, users, others, workers));
  }
}
