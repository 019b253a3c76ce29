package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.springframework.web.bind.annotation.RequestMethod.POST;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.Requests;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.EndpointAttacks;
import org.retzef.platform.testing.RequiredFields;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

@RetzefIT
class AccessMatrixIT {

  /** Nothing that these take or show is about a family. */
  private static final Set<String> WITHOUT_A_LINE =
      Set.of(
          "/api/v1/units",
          "/api/v1/units/{path}",
          "/api/v1/units/{path}/operators",
          "/api/v1/programmes",
          "/api/v1/tracks",
          "/api/v1/tracks/{code}",
          "/api/v1/track-plans",
          "/api/v1/questionnaires/{id}/responses");

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

  @Autowired private ApplicationContext service;
  @Autowired private AccessRules rules;
  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient http;

  private AccessMatrix matrix;

  @BeforeEach
  void readTheService() {
    matrix = new AccessMatrix(service, http);
    database
        .sql(
            """
            with basis as (
              insert into partner_legal_basis (partner, legal_basis, scopes)
              values ('NGO', 'TEST', '{referrals:write,families:read,contact:read}')
              on conflict do nothing)
            insert into partner_agreement
              (partner, actor, name_he, legal_basis, scopes, valid_from, sandbox)
            values (:partner, 'NGO', 'בדיקה', 'TEST',
                    '{referrals:write,families:read,contact:read}', '2020-01-01', false)
            on conflict do nothing
            """)
        .bind("partner", AccessMatrix.PARTNER)
        .then()
        .block();
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(matrix.gaps()).isEmpty();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSoAndLeavesItsLineInTheAuditLog() {
    assertThat(matrix.wrongCells()).isEmpty();

    Map<String, Lines> lines = linesOfTheMatrix();
    List<Rule> audited =
        rules.rules().stream()
            .filter(rule -> !rule.open() && !WITHOUT_A_LINE.contains(rule.path()))
            .toList();
    assertThat(lines).containsOnlyKeys(audited.stream().map(AccessMatrixIT::name).toList());
    long callers = lines.values().iterator().next().all();
    for (Rule rule : audited) {
      Lines found = lines.get(name(rule));
      assertThat(found.all()).as(name(rule)).isEqualTo(callers).isGreaterThan(16);
      assertThat(found.refused()).as(name(rule)).isEqualTo(callers - rule.allowed().size());
      if (rule.path().startsWith("/api/v1/families/{")) {
        assertThat(found.namingNobody()).as(name(rule)).isZero();
      }
    }
  }

  /** Whoever got no answer may ask again; but for two questions that change nothing. */
  @Test
  void everyCommandHonoursAnIdempotencyKey() {
    List<String> without =
        service
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .entrySet()
            .stream()
            .filter(one -> one.getKey().getMethodsCondition().getMethods().contains(POST))
            .filter(one -> !takesAKey(one.getValue()))
            .map(one -> one.getKey().getPatternsCondition().getPatterns().toString())
            .toList();
    assertThat(without)
        .as("those that change nothing")
        .containsExactlyInAnyOrder(
            "[/api/v1/families/duplicate-checks]",
            "[/api/v1/families/duplicate-checks/files]",
            "[/api/v1/partner-agreements/{partner}/linkage]");
  }

  private static boolean takesAKey(HandlerMethod handler) {
    return Stream.of(handler.getMethodParameters())
        .map(MethodParameter::getParameterType)
        .anyMatch(type -> type.getSimpleName().endsWith("IdempotencyKey"));
  }

  private static String name(Rule rule) {
    return rule.method() + " " + rule.path();
  }

  /**
   * Of one endpoint.
   *
   * @param namingNobody that tell no family's id
   */
  private record Lines(String endpoint, long all, long refused, long namingNobody) {}

  private Map<String, Lines> linesOfTheMatrix() {
    return database
        .sql(
            """
            select method || ' ' || route as endpoint, count(*) as lines,
                   count(*) filter (where status = 403) as refused,
                   count(*) filter (where families = '{}') as naming_nobody
              from audit_line where actor = 'matrix' and unit = 'IL' group by 1
            """)
        .map(
            row ->
                new Lines(
                    row.get("endpoint", String.class),
                    row.get("lines", Long.class),
                    row.get("refused", Long.class),
                    row.get("naming_nobody", Long.class)))
        .all()
        .collectMap(Lines::endpoint)
        .block();
  }

  @Test
  void aFamilyOfAnotherUnitLooksLikeNoneAtEveryEndpoint() {
    String family = Desk.worker(http).registers();
    matrix
        .with(
            "POST /api/v1/families/{familyId}/referrals",
            "{\"toUnit\":\"%s\",\"reason\":\"OTHER\",\"expiresOn\":\"2099-01-01\"}"
                .formatted(Desk.DEPARTMENT))
        .with(
            "POST /api/v1/families/{familyId}/contacts/{id}/corrections",
            "{\"reason\":\"WRONG_FAMILY\"}");
    assertThat(matrix.tellingStrangers("/api/v1/families/{", family, Desk.OTHER_DEPARTMENT))
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
    matrix.with(
        "POST /api/v1/units/{path}/emergency-overlays",
        "{\"name\": \"מגפה\", \"form\": \"EMERGENCY_2020\", \"from\": \"2026-01-01\"}");
    String stranger = "IL.SOUTH.A0246.D1";
    List<String> telling =
        existing.entrySet().stream()
            .flatMap(
                one -> matrix.tellingStrangers(one.getKey(), one.getValue(), stranger).stream())
            .filter(one -> !one.startsWith("POST " + PEOPLE + "/imports"))
            .toList();
    assertThat(telling).isEmpty();

    Desk centreOfAnother = Desk.of(http, "stranger", stranger, "department-head");
    for (String centre : List.of(department + ".C1", department + ".C2")) {
      Desk.refused(
          centreOfAnother.upload("/centres/" + centre + "/service-users/imports", "{}\n"),
          404,
          "unit-not-found");
    }
  }

  private String merged(FilledFamily survivor, Desk head) {
    String other =
        Desk.id(
            Desk.of(http, "filler", survivor.department(), "family-social-worker")
                .post(
                    "/families", Requests.family(Map.of(Desk.DEPARTMENT, survivor.department()))));
    return Desk.id(
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

  /** From the moment of the hand-over on, at each command there is; reading stays for a while. */
  @Test
  void whoHandedAFamilyOverChangesNothingOfItAtAnyEndpoint() {
    Desk lead = Desk.of(http, "handing-lead", Desk.DEPARTMENT, "team-lead");
    String family = Desk.of(http, "former", Desk.DEPARTMENT, "family-social-worker").registers();
    String assignments = "/families/" + family + "/assignments";
    String own = Desk.id(lead.post(assignments, assigned("former")));
    Desk former = Desk.of(http, "former", Desk.DEPARTMENT, "family-social-worker");
    former
        .post(assignments + "/" + own + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
    Desk.id(lead.post(assignments, assigned("successor")));

    Map<String, String> answers =
        withBodies()
            .commands(
                "/api/v1/families/{", family, "former", "family-social-worker", Desk.DEPARTMENT);
    former.get("/families/" + family).expectStatus().isOk();
    assertThat(answers).hasSizeGreaterThan(20);
    answers.values().removeIf("403 family-read-only"::equals);
    assertThat(answers)
        .as("but for the answer to an offer, of which there is none, and a tie, which is their own")
        .containsOnly(
            entry(
                "POST /api/v1/families/{familyId}/assignments/{id}/answer",
                "404 assignment-not-found"),
            entry("POST /api/v1/families/{familyId}/conflicts-of-interest", "201 "));
  }

  private static String assigned(String worker) {
    return "{\"worker\":\"%s\",\"fieldRole\":\"FAMILY_SOCIAL_WORKER\"}".formatted(worker);
  }

  private AccessMatrix withBodies() {
    return matrix
        .with(
            "POST /api/v1/families/{familyId}/referrals",
            "{\"toUnit\":\"%s\",\"reason\":\"OTHER\",\"expiresOn\":\"2099-01-01\"}"
                .formatted(Desk.OTHER_DEPARTMENT))
        .with(
            "POST /api/v1/families/{familyId}/contacts/{id}/corrections",
            "{\"reason\":\"WRONG_FAMILY\"}");
  }

  @Test
  void noEndpointTakesAFieldThatIsNotItsOwn() {
    assertThat(new EndpointAttacks(matrix).takingUnknownFields()).isEmpty();
  }

  @Test
  void everyFieldThatMustBeThereSaysSo() {
    assertThat(new RequiredFields(service).notAskedFor()).isEmpty();
  }

  @Test
  void noEndpointTakesAControlCharacterInAQuestion() {
    assertThat(new EndpointAttacks(matrix).takingControlsInQuestions()).isEmpty();
  }

  @Test
  void noEndpointTakesADayThatIsFarAway() {
    assertThat(new EndpointAttacks(matrix).takingFarDays()).isEmpty();
  }

  @Test
  void noAddressAnswersAMethodThatNoRuleNames() {
    assertThat(new EndpointAttacks(matrix).answeringOtherMethods()).isEmpty();
  }
}
