package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.centre.OtzmaCentres.figures;
import static org.retzef.family.centre.OtzmaCentres.person;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a centre did, for whom, and what of it is refused. */
@RetzefIT
class ActivityFlowIT {

  @Autowired private WebTestClient http;
  private OtzmaCentres centres;

  @BeforeEach
  void centres() {
    centres = new OtzmaCentres(http);
  }

  @Test
  void countsTheCommunityAndAdviceToTheDepartment() {
    String department = centres.newDepartment("D45");
    String centre = centres.newUnit(department + ".C1");
    Api otzma = centres.worker(centre);
    String path = "/centres/" + centre + "/activities";
    String community =
        """
        {"kind": "COMMUNITY", "domain": "COMMUNITY", "heldOn": "2026-05-01",
         "serviceUserIds": [], "otherParticipants": 40}
        """;
    assertThat(otzma.postWithKey(path, "c-1", community).status()).isEqualTo(201);
    assertThat(otzma.postWithKey(path, "c-1", community).status()).isEqualTo(201);
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "CONSULTATION", "domain": "RIGHTS", "heldOn": "2026-05-02",
                     "serviceUserIds": [], "departmentWorkers": 3}
                    """)
                .status())
        .isEqualTo(201);
    JsonNode figures = figures(otzma, centre);
    assertThat(figures.get("otherParticipants").asInt()).isEqualTo(40);
    assertThat(figures.get("consultedWorkers").asInt()).isEqualTo(3);
    assertThat(figures.get("served").asInt()).isZero();
    assertThat(otzma.get(path).body().get("items").size()).isEqualTo(2);
  }

  @Test
  void tellsHowManyTookPartOnceAndNobodysName() {
    String centre = centres.newUnit(centres.newDepartment("D70") + ".C1");
    Api otzma = centres.worker(centre);
    String path = "/centres/" + centre + "/activities";
    String users = "/centres/" + centre + "/service-users";
    String group =
        """
        {"kind": "GROUP", "domain": "EMPLOYMENT", "heldOn": "2026-05-01",
         "serviceUserIds": ["%s", "%s"]}
        """
            .formatted(
                otzma.post(users, person("אחת", null)).text("id"),
                otzma.post(users, person("שתיים", null)).text("id"));
    try (var events = TestEvents.on("retzef.family.events")) {
      assertThat(otzma.post(path, group.replace("2026-05-01", "2025-12-31")).status())
          .isEqualTo(400);
      String id = otzma.postWithKey(path, "told-1", group).text("id");
      assertThat(otzma.postWithKey(path, "told-1", group).text("id")).isEqualTo(id);
      String last = otzma.post(path, group).text("id");
      List<TestEvent> told =
          events.await(
              event -> event.json().contains(centre) && event.type().contains("activity"),
              seen ->
                  seen.stream().map(TestEvent::subject).toList().containsAll(List.of(id, last)));
      assertThat(told).extracting(TestEvent::subject).containsExactlyInAnyOrder(id, last);
      assertThat(new JsonMapper().readTree(events.await(1, id).getFirst().json()))
          .isEqualTo(
              new JsonMapper()
                  .readTree(
                      """
                      {"activityId": "%s", "unit": "%s", "kind": "GROUP", "domain": "EMPLOYMENT",
                       "heldOn": "2026-05-01", "serviceUsers": 2, "otherParticipants": 0,
                       "departmentWorkers": 0}
                      """
                          .formatted(id, centre)));
    }
  }

  @Test
  void refusesActivitiesThatDoNotSuitTheirKindAndPeopleWhoWereNotThere() {
    String centre = centres.newUnit(centres.newDepartment("D46") + ".C1");
    Api otzma = centres.worker(centre);
    String path = "/centres/" + centre + "/activities";
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "INDIVIDUAL", "domain": "RIGHTS", "heldOn": "0001-01-01",
                     "serviceUserIds": [], "otherParticipants": 1, "departmentWorkers": 1}
                    """)
                .faults())
        .isEqualTo(
            "[departmentWorkers participants-unsuitable, heldOn date-too-early, otherParticipants"
                + " participants-unsuitable, serviceUserIds participants-unsuitable]");
    assertThat(otzma.post(path, "{\"heldOn\": \"2026-05-02\", \"serviceUserIds\": []}").faults())
        .isEqualTo("[domain required, kind required]");
    String person =
        otzma.post("/centres/" + centre + "/service-users", person("לא", null)).text("id");
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "GROUP", "domain": "RIGHTS", "heldOn": "2025-12-31",
                     "serviceUserIds": ["%s"]}
                    """
                        .formatted(person))
                .faults())
        .isEqualTo("[serviceUserIds[0] not-in-centre]");
    String left =
        otzma.post("/centres/" + centre + "/service-users", person("הלכה", null)).text("id");
    otzma.patch(
        "/centres/" + centre + "/service-users/" + left, "\"1\"", "{\"leftOn\": \"2026-03-01\"}");
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "GROUP", "domain": "RIGHTS", "heldOn": "2026-03-01",
                     "serviceUserIds": ["%s"]}
                    """
                        .formatted(left))
                .faults())
        .as("who is there no longer")
        .isEqualTo("[serviceUserIds[0] not-in-centre]");
    String beside = centres.newUnit(centre.replace(".C1", ".C2"));
    String elsewhere =
        centres
            .worker(beside)
            .post("/centres/" + beside + "/service-users", person("שכנה", null))
            .text("id");
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "GROUP", "domain": "RIGHTS", "heldOn": "2026-05-01",
                     "serviceUserIds": ["%s", "%s", "%s"]}
                    """
                        .formatted(person, elsewhere, UUID.randomUUID()))
                .faults())
        .as("people of another centre, and nobody")
        .isEqualTo("[serviceUserIds[1] not-in-centre, serviceUserIds[2] not-in-centre]");
    assertThat(
            otzma
                .post(
                    path,
                    """
                    {"kind": "GROUP", "domain": "RIGHTS", "heldOn": "2026-05-01",
                     "serviceUserIds": ["%s", "%1$s"]}
                    """
                        .formatted(person))
                .faults())
        .isEqualTo("[serviceUserIds participant-twice]");
    assertThat(
            centres
                .national()
                .get("/centres/" + centre + "/figures?from=2026-02-01&until=2026-01-01")
                .faults())
        .isEqualTo("[until date-before-start]");
  }
}
