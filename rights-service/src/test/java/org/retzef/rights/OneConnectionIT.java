package org.retzef.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Questions;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Each address, with one connection for all that the service does. */
@RetzefIT
class OneConnectionIT {

  private static final String UNIT = "IL.HAIFA_NORTH.A4000.D17";
  private static final String READER =
      TestTokens.token("reader-17", UNIT, "department-head", "national-manager", "rights-editor");
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ConnectionPool pool;
  @Autowired private AccessRules rules;

  private Desk desk;
  private List<UUID> families;

  @BeforeEach
  void knowFiveFamilies() {
    desk = new Desk(http);
    families = new TestFamilies(database).registered(UNIT, 2, 1, 5);
  }

  @Test
  void noneHoldsAConnectionWhileItWaitsForAnother() {
    List<String> addresses =
        Stream.of(catalogue(), screenings(), takeUp(), samples(), linesAndDebts())
            .flatMap(some -> some)
            .map(path -> "/api/v1/" + path)
            .toList();
    Questions questions = new Questions(http, rules);
    assertThat(questions.notAmong(addresses)).as("never asked here").isEmpty();
    assertThat(questions.listsShorterThanTwo(addresses, READER))
        .as("where an inner question for each row would not show")
        .isSubsetOf("/api/v1/rights/CHILD_ALLOWANCE/versions");
    LastConnection.with(
        pool,
        () -> assertThat(addresses).allMatch(address -> questions.isAnswered(address, READER)));
  }

  private Stream<String> catalogue() {
    for (String code : List.of("ONE_CONNECTION", "NO_CONNECTION")) {
      creates(
          "rights/drafts",
          """
          {"right":{"code":"%s","category":"MATERIAL","nameHe":"מענק","bodyHe":"גוף",
            "conditions":[{"fact":"person.age","op":"gte","value":18,"unit":"years"}],
            "benefitEn":"A grant","stepsEn":["Ask"],"sourceUrl":"https://example.org/right",
            "figuresYear":2026,"confidence":"HIGH","validFrom":"2026-03-15"}}"""
              .formatted(code));
      creates("policy-items", "{\"kind\":\"CALCULATOR\",\"right\":\"LEGAL_AID\"}");
    }
    creates("suggestions", "{\"words\":\"one more\"}");
    String suggestion = creates("suggestions", "{\"words\":\"another\"}");
    return Stream.of(
        "rights",
        "rights/facts",
        "rights/parameters",
        "rights/export?format=hsds",
        "rights/CHILD_ALLOWANCE",
        "rights/CHILD_ALLOWANCE/versions",
        "rights/CHILD_ALLOWANCE/versions/1",
        "rights/drafts",
        "rights/drafts/" + first("rights/drafts"),
        "suggestions",
        "suggestions/" + suggestion,
        "policy-items",
        "policy-items/" + first("policy-items"));
  }

  private Stream<String> screenings() {
    families.forEach(this::screens);
    String screening = screens(families.getFirst());
    twoConditionsLeaveThemOut();
    desk.accepted(READER, "screenings/runs", run());
    String run = desk.accepted(READER, "screenings/runs", run()).get("id").asString();
    return Stream.of(
        "screenings?familyId=" + families.getFirst(),
        "screenings/" + screening,
        "screenings/priorities",
        "screenings/gaps",
        "screenings/runs",
        "screenings/runs/" + run);
  }

  private String screens(UUID family) {
    return creates(
        "screenings",
        """
        {"familyId":"%s","asOf":"2026-03-01","answers":[{"fact":"person.age","value":17}]}"""
            .formatted(family));
  }

  /** As those of a temporary benefit do. */
  private void twoConditionsLeaveThemOut() {
    database
        .sql(
            """
            insert into benefit_gap (screening, family_id, right_code, right_version, condition,
                                     sensitive, as_of)
            select screening.id, family_id, 'ONE_CONNECTION', 1, condition, false, as_of
              from screening
             cross join unnest(array['first', 'second']) as condition
             where family_id = any(:families)
            """)
        .bind("families", families.toArray(UUID[]::new))
        .then()
        .block();
  }

  private static String run() {
    return "{\"unit\":\"%s\",\"notBefore\":\"2095-01-01T00:00:00Z\"}".formatted(UNIT);
  }

  private Stream<String> takeUp() {
    opensWithTwoClaims(families.get(1));
    String opened = opensWithTwoClaims(families.getFirst());
    return Stream.of(
        "take-up-cases",
        opened,
        opened + "/timeline",
        "take-up-cases/status",
        "take-up-cases/status/" + UNIT,
        "take-up-cases/deadlines?until=2026-12-31");
  }

  private String opensWithTwoClaims(UUID family) {
    String opened =
        "take-up-cases/"
            + creates(
                "take-up-cases",
                "{\"familyId\":\"%s\",\"right\":\"SOCIAL_SERVICES_MATERIAL\"}".formatted(family));
    for (int step = 0; step < 2; step++) {
      creates(
          opened + "/steps",
          "{\"kind\":\"CLAIM\",\"on\":\"2026-01-10\",\"authority\":\"SOCIAL_SERVICES\"}");
    }
    return opened;
  }

  /** Two may be samples at a time; they leave their places to other tests. */
  private Stream<String> samples() {
    ends(chooses("T1"));
    String sample = chooses("T2");
    for (String moment : List.of("START", "DURING")) {
      creates(
          "baselines", "{\"sampleDepartment\":\"%s\",\"moment\":\"%s\"}".formatted(sample, moment));
      creates(
          "sample-departments/" + sample + "/incentives",
          "{\"kind\":\"PUBLIC_CREDIT\",\"pieces\":1,\"givenOn\":\"%s\"}".formatted(TODAY));
    }
    ends(sample);
    String path = "sample-departments/" + sample;
    return Stream.of(
        "sample-departments",
        path,
        path + "/comparison",
        path + "/incentives",
        "baselines?sampleDepartment=" + sample);
  }

  private String chooses(String team) {
    return creates(
        "sample-departments",
        """
        {"unit":"%s","team":"%s","strength":4,"motivation":5,"trainingSessions":3,
         "startedOn":"2026-01-01"}"""
            .formatted(UNIT, team));
  }

  private void ends(String sample) {
    desk.ok(
        desk.post(
            READER,
            "sample-departments/" + sample + "/end",
            "{\"endedOn\":\"%s\"}".formatted(TODAY),
            1));
  }

  private Stream<String> linesAndDebts() {
    for (String topic : List.of("DEBT", "LOAN")) {
      creates(
          "enquiries",
          """
          {"unit":"%s","line":"STAFF_LEGAL_LINE","topic":"%s","askedAt":"2026-03-02T09:12:00Z"}"""
              .formatted(UNIT, topic));
    }
    for (String creditor : List.of("BANK", "LANDLORD")) {
      creates(
          "debts",
          """
          {"familyId":"%s","creditorKind":"%s","amount":5,"abusive":false,"greyMarket":false,
           "enforcement":"NONE","since":"2024-05-01"}"""
              .formatted(families.getFirst(), creditor));
    }
    String debts = "debts?familyId=" + families.getFirst();
    return Stream.of(
        "enquiries",
        "enquiries/" + first("enquiries"),
        "enquiries/counts?from=2026-01-01&to=2026-12-31",
        debts,
        "debts/" + first(debts),
        "debts/totals");
  }

  /** Answers the id of what was made. */
  private String creates(String path, String body) {
    JsonNode created = desk.created(READER, path, body);
    return created.path("id").asString("");
  }

  private String first(String list) {
    return desk.read(READER, list).get("items").get(0).get("id").asString();
  }
}
