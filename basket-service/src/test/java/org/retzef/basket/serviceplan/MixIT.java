package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Services of a mix: their cap, their logic, their goals, and where they come from. */
@RetzefIT
class MixIT {

  private static final String KNITTING = Authority.item(true, "20000.00");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Authority authority;

  @BeforeEach
  void open() {
    authority = new Authority(http, database);
  }

  /** B15, and mission section 3, item 6. */
  @Test
  void selfDevelopedServicesTakeAFifthOfTheCommunityBudgetAndNotAnAgoraMore() {
    String plan = authority.begins(2024);
    Answers.refused(
        authority.head.post(plan + "/items", KNITTING), 409, "community-budget-missing");
    authority.fund(plan, "100000.00");
    authority.adds(plan, Authority.item(false, "60000.00"));
    authority.adds(plan, Authority.item(true, "19999.99"));
    Answers.refused(
        authority.head.post(plan + "/items", Authority.item(true, "0.02")),
        409,
        "self-developed-above-cap");
    String last = authority.adds(plan, Authority.item(true, "0.01"));
    JsonNode cap = authority.supervisor.read(plan + "/cap");
    assertThat(cap.get("communityBudget").asString()).isEqualTo("100000.00");
    assertThat(cap.get("allowed").asString()).isEqualTo("20000.00");
    assertThat(cap.get("used").asString()).isEqualTo("20000.00");
    assertThat(cap.get("left").asString()).isEqualTo("0.00");
    assertThat(cap.get("percent").decimalValue()).isEqualByComparingTo("20");
    assertThat(cap.get("exceeded").asBoolean()).isFalse();
    String item = plan + "/items/" + last;
    var refused = Authority.put(authority.head, item, Authority.item(true, "0.02"));
    assertThat(Answers.json(refused.expectStatus().isEqualTo(409)).get("detail").asString())
        .contains("20000.01", "20000.00", "100000.00");

    authority.fund(plan, "99999.99");
    cap = authority.head.read(plan + "/cap");
    assertThat(cap.get("exceeded").asBoolean()).as("one agora less, and it is flagged").isTrue();
    assertThat(cap.get("left").asString()).isEqualTo("-0.01");
    assertThat(hindrances(plan)).contains("self-developed-above-cap");
    Authority.put(authority.head, item, Authority.item(true, "0.00")).expectStatus().isOk();
    assertThat(hindrances(plan)).doesNotContain("self-developed-above-cap");
    authority
        .head
        .send(HttpMethod.DELETE, item, null, authority.head.eTag(item), null)
        .expectStatus()
        .isNoContent();
    Answers.refused(authority.head.get(item), 404, "service-not-found");
  }

  @Test
  void twoPeopleAtOnceDoNotPassTheCapTogether() throws Exception {
    String plan = authority.begins(2024, "100000.00");
    List<Integer> answers =
        Race.of(
            6,
            i ->
                Patiently.ask(
                        () ->
                            authority.head.post(plan + "/items", Authority.item(true, "15000.00")))
                    .getStatus()
                    .value());
    assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
    assertThat(authority.head.read(plan + "/cap").get("used").asString()).isEqualTo("15000.00");
  }

  /** B18, B21. */
  @Test
  void aServiceHasAGoalAndAnOutcomeBeforeAnOutputBeforeACost() {
    String plan = authority.begins(2024, "100000.00");
    String service =
        """
        {"name": "תיעוד", "goals": %s, "selfDeveloped": false, "outcome": %s, "output": %s,
         "cost": %s, "participants": 12, "groupSize": 1, "frequency": "WEEKLY"}
        """;
    String one = "[\"PREVENTING_RISK\"]";
    assertThat(faults(plan, service.formatted("[]", "null", "null", "null")))
        .containsExactly("goals goals-invalid");
    assertThat(faults(plan, service.formatted("[\"FUN\"]", "null", "null", "null")))
        .containsExactly("goals[0] value-unknown");
    assertThat(faults(plan, service.formatted(one, "null", "\"מפגש\"", "\"1.00\"")))
        .containsExactlyInAnyOrder("output output-needs-outcome", "cost cost-needs-outcome");
    assertThat(faults(plan, service.formatted(one, "\"משמעות\"", "null", "\"1.00\"")))
        .containsExactly("cost cost-needs-output");
    assertThat(faults(plan, service.formatted(one, "\"משמעות\"", "\"מפגש\"", "\"1.001\"")))
        .containsExactly("cost money-invalid");
    String id = authority.adds(plan, service.formatted(one, "\"משמעות\"", "null", "null"));
    assertThat(hindrances(plan)).contains("service-not-costed");
    Authority.put(
            authority.head,
            plan + "/items/" + id,
            service.formatted(one, "\"משמעות\"", "\"מפגש\"", "\"6000.00\""))
        .expectStatus()
        .isOk();
    assertThat(hindrances(plan)).doesNotContain("service-not-costed");
  }

  private List<String> faults(String plan, String service) {
    return Answers.faults(authority.head.post(plan + "/items", service));
  }

  /** B23: thirty people every two weeks; one to one every week; nobody yet [S2]. */
  @Test
  void tellsWhatAPlaceInAServiceCosts() {
    String plan = authority.begins(2024, "100000.00");
    String service =
        """
        {"name": "שירה", "goals": ["BELONGING", "PRESERVING_FUNCTION"], "selfDeveloped": false,
         "outcome": "שייכות", "output": "קבוצה", "cost": "1000.00", "participants": %d,
         "groupSize": %d, "frequency": "%s"}
        """;
    authority.adds(plan, service.formatted(30, 30, "EVERY_TWO_WEEKS"));
    authority.adds(plan, service.formatted(12, 1, "WEEKLY"));
    authority.adds(plan, service.formatted(0, 1, "MONTHLY"));
    JsonNode first = authority.head.read(plan + "/items?limit=2");
    assertThat(first.get("items").findValuesAsString("costPerParticipant"))
        .containsExactly("33.33", "83.33");
    JsonNode second = authority.head.read(plan + "/items?cursor=" + first.get("next").asString());
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("items").get(0).get("costPerParticipant").isNull()).isTrue();
  }

  /** Mission, section 3, item 6: reuse of another authority's innovation. */
  @Test
  void anotherAuthorityTakesOverWhatWasApprovedWithItsOriginAndNoneOfItsFigures() {
    String draft = authority.begins(2023, "100000.00");
    String notYet = authority.adds(draft, KNITTING);
    String approved = authority.approved(2024);
    JsonNode theirs = authority.head.read(approved + "/items").get("items").get(0);
    String innovation = theirs.get("id").asString();

    var other = new Authority(http, database);
    String plan = other.begins(2025);
    JsonNode offered = offered(other, innovation);
    assertThat(offered.get("unit").asString()).isEqualTo(authority.unit);
    assertThat(offered.get("year").asInt()).isEqualTo(2024);
    assertThat(offered.get("costPerParticipant").asString()).isEqualTo("1000.00");
    assertThat(offered.has("cost") || offered.has("participants")).isFalse();
    String takeOver = "{\"innovationId\": \"%s\"}";
    assertThat(Answers.faults(other.head.post(plan + "/takeovers", takeOver.formatted(notYet))))
        .as("what nobody has approved is nobody else's")
        .containsExactly("innovationId innovation-unknown");
    assertThat(
            Answers.faults(
                other.head.post(plan + "/takeovers", takeOver.formatted(UUID.randomUUID()))))
        .containsExactly("innovationId innovation-unknown");
    String id = Answers.id(other.head.post(plan + "/takeovers", takeOver.formatted(innovation)));
    JsonNode taken = other.head.read(plan + "/items/" + id);
    assertThat(taken.get("origin").get("unit").asString()).isEqualTo(authority.unit);
    assertThat(taken.get("origin").get("year").asInt()).isEqualTo(2024);
    assertThat(taken.get("outcome").asString()).isEqualTo(theirs.get("outcome").asString());
    assertThat(taken.get("selfDeveloped").asBoolean()).as("others have developed it").isFalse();
    assertThat(taken.get("cost").isNull()).isTrue();
    assertThat(taken.get("participants").asInt()).isZero();

    Authority.put(other.head, plan + "/items/" + id, Authority.item(false, "50000.00"))
        .expectStatus()
        .isOk();
    taken = other.head.read(plan + "/items/" + id);
    assertThat(taken.get("origin").get("innovation").asString()).isEqualTo(innovation);
    assertThat(other.head.read(plan + "/cap").get("used").asString()).isEqualTo("0.00");
    Answers.refused(other.head.get(approved), 404, "service-plan-not-found");

    String next = authority.begins(2025);
    String ownAgain =
        Answers.id(authority.head.post(next + "/takeovers", takeOver.formatted(innovation)));
    assertThat(authority.head.read(next + "/items/" + ownAgain).get("selfDeveloped").asBoolean())
        .as("what it carries on is still its own")
        .isTrue();
    authority.moves(approved, "REVISE").expectStatus().isCreated();
    assertThat(isOffered(other, innovation)).as("it still is what was approved").isTrue();
    Authority.put(authority.head, approved + "/items/" + innovation, KNITTING)
        .expectStatus()
        .isOk();
    assertThat(isOffered(other, innovation)).as("it is something else now").isFalse();
  }

  private static JsonNode offered(Authority other, String innovation) {
    String path = "/service-plans/innovations?goal=BELONGING&limit=200";
    for (JsonNode found : other.head.read(path).get("items")) {
      if (found.get("id").asString().equals(innovation)) {
        return found;
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean isOffered(Authority other, String innovation) {
    return !offered(other, innovation).isMissingNode();
  }

  @Test
  void aMixHasAsManyServicesAsSomebodyCanRead() {
    String plan = authority.begins(2024, "100000.00");
    database
        .sql(
            """
            insert into service_plan_item (id, plan_id, name, goals, self_developed, participants,
                                           group_size, frequency, version)
            select uuidv7(), :plan, 'x', '{BELONGING}', false, 1, 1, 'ONCE', 1
              from generate_series(1, 199)
            """)
        .bind("plan", UUID.fromString(plan.substring(plan.lastIndexOf('/') + 1)))
        .then()
        .block();
    authority.adds(plan, Authority.item(false, "1.00"));
    Answers.refused(
        authority.head.post(plan + "/items", Authority.item(false, "1.00")),
        409,
        "service-mix-full");
  }

  @Test
  void whatIsSentTwiceWithOneKeyIsAddedOnce() {
    String plan = authority.begins(2024, "100000.00");
    String key = UUID.randomUUID().toString();
    String first =
        Answers.id(authority.head.send(HttpMethod.POST, plan + "/items", KNITTING, null, key));
    String again =
        Answers.id(authority.head.send(HttpMethod.POST, plan + "/items", KNITTING, null, key));
    assertThat(again).isEqualTo(first);
    assertThat(authority.head.read(plan + "/items").get("items")).hasSize(1);
    authority
        .head
        .send(HttpMethod.POST, plan + "/items", Authority.item(true, "1.00"), null, key)
        .expectStatus()
        .isEqualTo(422);
  }

  private List<String> hindrances(String plan) {
    return authority.head.read(plan).get("hindrances").findValuesAsString("code");
  }
}
