package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.Requests;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServiceEndpoints;
import org.retzef.platform.testing.StrangersAsking;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is another unit's looks like nothing to whoever asks for it, at each endpoint there is. */
@RetzefIT
class StrangersIT {

  private static final String PEOPLE = "/api/v1/centres/{path}/service-users";

  /** Up to an id of what a unit has, and what is nobody's outside it. */
  private static final List<String> OF_A_UNIT =
      List.of(
          "/api/v1/families/{",
          "/api/v1/families/merges/{",
          "/api/v1/family-imports/{",
          "/api/v1/units/{",
          "/api/v1/centres/{",
          "/api/v1/transfers/{",
          "/api/v1/referrals/{",
          "/api/v1/partner-referrals/{");

  private static final Map<String, String> OF_NO_UNIT =
      Map.of(
          "/api/v1/programmes/{", "the country's; a conversion's unit: ConversionFlowIT",
          "/api/v1/posts/{", "a programme's posts are the country's",
          "/api/v1/tracks/{", "the country's",
          "/api/v1/assessment-forms/{", "the country's",
          "/api/v1/questionnaires/{", "the country's; where it is handed out: QuestionnaireFlowIT",
          "/api/v1/partners/{", "a directory for everybody",
          "/api/v1/partner-agreements/{", "the ministry's",
          "/api/v1/partner/", "a partner's own, by its token: PartnerReferralIT");

  /** Prefixes of what has parts of its own. */
  private static final List<String> OF_PARTS =
      List.of(
          "/api/v1/families/{",
          "/api/v1/centres/{path}/service-users/",
          "/api/v1/units/{path}/emergency-overlays/");

  private static final Map<String, String> NOT_APART =
      Map.of(
          "/api/v1/centres/{path}/localities/", "a unit",
          "/api/v1/units/{path}/programme-setups/", "a programme's code",
          "/api/v1/posts/{", "of no unit",
          "/api/v1/assessment-forms/{", "of no unit",
          "/api/v1/questionnaires/{", "of no unit",
          "/api/v1/programmes/{", "of no unit");

  @Autowired private ApplicationContext service;
  @Autowired private AccessRules rules;
  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient http;

  private ServiceEndpoints endpoints;
  private StrangersAsking strangers;

  @BeforeEach
  void readTheService() {
    endpoints = new ServiceEndpoints(service, http);
    strangers = new StrangersAsking(endpoints);
    MatrixPartner.agreed(database);
  }

  @Test
  void aFamilyOfAnotherUnitLooksLikeNoneAtEveryEndpoint() {
    String family = Desk.worker(http).registers();
    endpoints
        .with(
            "POST /api/v1/families/{familyId}/referrals",
            "{\"toUnit\":\"%s\",\"reason\":\"OTHER\",\"expiresOn\":\"2099-01-01\"}"
                .formatted(Desk.DEPARTMENT))
        .with(
            "POST /api/v1/families/{familyId}/contacts/{id}/corrections",
            "{\"reason\":\"WRONG_FAMILY\"}");
    assertThat(strangers.tellingStrangers("/api/v1/families/{", family, Desk.OTHER_DEPARTMENT))
        .isEmpty();
  }

  @Test
  void whatAnotherUnitHasLooksLikeNothingAtEveryEndpoint() {
    String department = "IL.SOUTH.A2560.D115";
    FilledFamily.openDepartment(http, department);
    FilledFamily family = FilledFamily.in(http, department, "זרנוגי", 75_000_001, "MAPA");
    Desk head = Desk.of(http, "head-115", department, "department-head");
    Map<String, String> existing =
        Map.of(
            "/api/v1/families/merges/{", merged(family, head),
            "/api/v1/family-imports/{", family.importId(),
            "/api/v1/units/{", department,
            "/api/v1/centres/{", department + ".C1",
            "/api/v1/transfers/{", first(head, "/transfers?direction=OUTGOING"),
            "/api/v1/referrals/{", first(head, "/referrals?direction=OUTGOING"),
            "/api/v1/partner-referrals/{", first(head, "/partner-referrals"));
    assertThat(existing.keySet())
        .as("families have a test of their own")
        .containsExactlyInAnyOrderElementsOf(OF_A_UNIT.subList(1, OF_A_UNIT.size()));
    endpoints.with(
        "POST /api/v1/units/{path}/emergency-overlays",
        "{\"name\": \"מגפה\", \"form\": \"EMERGENCY_2020\", \"from\": \"2026-01-01\"}");
    String stranger = "IL.SOUTH.A0246.D1";
    List<String> telling =
        existing.entrySet().stream()
            .flatMap(
                one -> strangers.tellingStrangers(one.getKey(), one.getValue(), stranger).stream())
            .filter(one -> !one.startsWith("POST " + PEOPLE + "/imports"))
            .toList();
    assertThat(telling).isEmpty();

    Desk centreOfAnother = Desk.of(http, "stranger", stranger, "department-head");
    for (String centre : List.of(department + ".C1", department + ".C2")) {
      Answers.refused(
          centreOfAnother.upload("/centres/" + centre + "/service-users/imports", "{}\n"),
          404,
          "unit-not-found");
    }
  }

  /** Each part of another's file, asked for as if it were of the caller's own. */
  @Test
  void whatHangsOnAnotherFamilyLooksLikeNothingUnderOnesOwnAtEveryEndpoint() {
    String department = "IL.SOUTH.A2560.D121";
    FilledFamily.openDepartment(http, department);
    Map<String, String> parts =
        partsOf(FilledFamily.in(http, department, "חלקימי", 76_000_001, "MAPA"));
    String own = Desk.worker(http).registersOthers();
    endpoints.with(
        "POST /api/v1/families/{familyId}/contacts/{id}/corrections",
        "{\"reason\":\"WRONG_FAMILY\"}");
    assertThat(parts.values()).doesNotContain("");
    assertThat(strangers.tellingParts(OF_PARTS.get(0), own, Desk.DEPARTMENT, parts)).isEmpty();
  }

  private Map<String, String> partsOf(FilledFamily family) {
    Desk head = Desk.of(http, "head-121", family.department(), "department-head");
    return Map.of(
        "members", head.read(family.path()).at("/members/0/id").asString(),
        "enrolments", first(head, family.path() + "/enrolments"),
        "assignments", first(head, family.path() + "/assignments"),
        "conflicts-of-interest", first(head, family.path() + "/conflicts-of-interest"),
        "consents", first(head, family.path() + "/consents"),
        "assessments", first(head, family.path() + "/assessments"),
        "contacts", first(head, family.path() + "/contacts"),
        "plans", first(head, family.path() + "/plans"),
        "duplicates", family.id());
  }

  @Test
  void whatHangsOnAnotherUnitLooksLikeNothingUnderOnesOwnAtEveryEndpoint() {
    String department = "IL.SOUTH.A2560.D117";
    String own = "IL.SOUTH.A2560.D118";
    FilledFamily.openDepartment(http, department);
    FilledFamily.openDepartment(http, own);
    String people = "/centres/" + department + ".C1/service-users";
    Desk worker = Desk.of(http, "worker-117", department, "family-social-worker");
    String person =
        """
        "givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1970-01-02", "sex": "UNKNOWN",
        "joinedOn": "2026-01-15"}
        """;
    String file = "{\"rowKey\": \"1\", %s\n".formatted(person.replace("\n", " "));
    Map<String, String> atCentre =
        Map.of(
            "service-users", Answers.id(worker.post(people, "{" + person)),
            "service-users/imports",
                Answers.json(worker.upload(people + "/imports", file)).get("id").asString());
    assertThat(strangers.tellingParts(OF_PARTS.get(1), own + ".C1", own, atCentre)).isEmpty();

    String overlay =
        Answers.id(
            Desk.of(http, "national", "IL", "national-manager")
                .post(
                    "/units/" + department + "/emergency-overlays",
                    "{\"name\": \"מגפה\", \"form\": \"EMERGENCY_2020\", \"from\": \"2026-01-01\"}"));
    Map<String, String> inUnit = Map.of("emergency-overlays", overlay);
    assertThat(strangers.tellingParts(OF_PARTS.get(2), own, own, inUnit)).isEmpty();
  }

  /** Wherever a body names a family. */
  @Test
  void aFamilyOfAnotherUnitLooksLikeNoneWhoeverNamesItInABody() {
    String family = Desk.worker(http).registersOthers();
    Desk head = Desk.of(http, "naming-head", Desk.OTHER_DEPARTMENT, "department-head");
    String own =
        Answers.id(
            Desk.stranger(http)
                .post(
                    "/families",
                    Requests.ofOthers(Map.of(Desk.DEPARTMENT, Desk.OTHER_DEPARTMENT))));
    String people = "/centres/" + Desk.OTHER_DEPARTMENT + ".C1/service-users";
    String person =
        Answers.id(
            head.post(
                people,
                """
                {"givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1988-05-20",
                 "sex": "FEMALE", "joinedOn": "2026-01-15"}
                """));
    String referral =
        ReferringPartner.agreed(http, "NGO-NAMING").refers(Desk.OTHER_DEPARTMENT, "naming");
    String merge =
        """
        {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1, "reasonCode": "REGISTERED_TWICE"}
        """;
    String member = Desk.worker(http).read("/families/" + family).at("/members/0/id").asString();
    for (String named : List.of(family, UUID.randomUUID().toString())) {
      refused(head.post("/families/merges", merge.formatted(own, named), "\"1\""));
      refused(head.post("/families/merges", merge.formatted(named, own), "\"1\""));
      refused(
          head.send(
              PUT,
              people + "/" + person + "/member",
              "{\"familyId\": \"%s\", \"memberId\": \"%s\"}".formatted(named, member),
              "\"1\"",
              null));
      refused(
          head.send(
              PUT,
              "/partner-referrals/" + referral + "/answer",
              "{\"decision\": \"ACCEPT\", \"familyId\": \"%s\"}".formatted(named),
              "\"1\"",
              null));
      assertThat(head.read("/families/merges?familyId=" + named).get("items")).isEmpty();
    }
  }

  private static void refused(WebTestClient.ResponseSpec response) {
    Answers.refused(response, 404, "family-not-found");
  }

  @Test
  void everyEndpointOfAPartIsAskedForAnothersOrIsNobodysOwn() {
    List<String> left =
        rules.rules().stream()
            .map(Rule::path)
            .filter(path -> StrangersAsking.partOf(path) != null)
            .filter(path -> OF_PARTS.stream().noneMatch(path::startsWith))
            .toList();
    assertThat(left)
        .allMatch(path -> NOT_APART.keySet().stream().anyMatch(path::startsWith), "has a reason");
    assertThat(NOT_APART.keySet())
        .allMatch(prefix -> left.stream().anyMatch(path -> path.startsWith(prefix)), "is needed");
  }

  private String merged(FilledFamily survivor, Desk head) {
    String other =
        Answers.id(
            Desk.of(http, "filler", survivor.department(), "family-social-worker")
                .post(
                    "/families",
                    Requests.ofOthers(Map.of(Desk.DEPARTMENT, survivor.department()))));
    return Answers.id(
        head.post(
            "/families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor.id(), other),
            "\"%d\"".formatted(head.read(survivor.path()).get("version").asLong())));
  }

  private static String first(Desk desk, String list) {
    return desk.read(list).at("/items/0/id").asString();
  }

  @Test
  void everyEndpointOfSomethingIsTriedByStrangersOrIsOfNoUnit() {
    List<String> left =
        rules.rules().stream()
            .map(Rule::path)
            .filter(path -> path.contains("{"))
            .filter(path -> OF_A_UNIT.stream().noneMatch(path::startsWith))
            .distinct()
            .toList();
    assertThat(left)
        .allMatch(path -> OF_NO_UNIT.keySet().stream().anyMatch(path::startsWith), "has a reason");
    assertThat(OF_NO_UNIT.keySet())
        .allMatch(prefix -> left.stream().anyMatch(path -> path.startsWith(prefix)), "is needed");
  }
}
