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
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.CommandsAsked;
import org.retzef.platform.testing.EndpointAttacks;
import org.retzef.platform.testing.RequiredFields;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServiceEndpoints;
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

  @Autowired private ApplicationContext service;
  @Autowired private AccessRules rules;
  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient http;

  private ServiceEndpoints endpoints;

  @BeforeEach
  void readTheService() {
    endpoints = new ServiceEndpoints(service, http);
    MatrixPartner.agreed(database);
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(new AccessMatrix(endpoints).gaps()).isEmpty();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSoAndLeavesItsLineInTheAuditLog() {
    assertThat(new AccessMatrix(endpoints).wrongCells()).isEmpty();

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

  /** From the moment of the hand-over on, at each command there is; reading stays for a while. */
  @Test
  void whoHandedAFamilyOverChangesNothingOfItAtAnyEndpoint() {
    Desk lead = Desk.of(http, "handing-lead", Desk.DEPARTMENT, "team-lead");
    String family = Desk.of(http, "former", Desk.DEPARTMENT, "family-social-worker").registers();
    String assignments = "/families/" + family + "/assignments";
    String own = Answers.id(lead.post(assignments, assigned("former")));
    Desk former = Desk.of(http, "former", Desk.DEPARTMENT, "family-social-worker");
    former
        .post(assignments + "/" + own + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
    Answers.id(lead.post(assignments, assigned("successor")));

    Map<String, String> answers =
        new CommandsAsked(withBodies())
            .answers(
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

  private ServiceEndpoints withBodies() {
    return endpoints
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
    assertThat(new EndpointAttacks(endpoints).takingUnknownFields()).isEmpty();
  }

  @Test
  void everyFieldThatMustBeThereSaysSo() {
    assertThat(new RequiredFields(service).notAskedFor()).isEmpty();
  }

  @Test
  void noEndpointTakesAControlCharacterInAQuestion() {
    assertThat(new EndpointAttacks(endpoints).takingControlsInQuestions()).isEmpty();
  }

  @Test
  void noEndpointTakesGarbageForAnIdOrACode() {
    assertThat(new EndpointAttacks(endpoints).takingGarbageInAddresses()).isEmpty();
  }

  @Test
  void noEndpointTakesADayThatIsFarAway() {
    assertThat(new EndpointAttacks(endpoints).takingFarDays()).isEmpty();
  }

  @Test
  void noAddressAnswersAMethodThatNoRuleNames() {
    assertThat(new EndpointAttacks(endpoints).answeringOtherMethods()).isEmpty();
  }
}
