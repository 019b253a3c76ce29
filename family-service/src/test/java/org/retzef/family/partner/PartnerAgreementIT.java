package org.retzef.family.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.partner.AgreedPartner.today;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Only an agreement in force opens a door to a partner, whatever its token says. */
@RetzefIT
class PartnerAgreementIT {

  @Autowired private WebTestClient http;
  @Autowired private AccessRules rules;
  private AgreedPartner agreed;

  @BeforeEach
  void agree() {
    agreed = new AgreedPartner(http);
  }

  @Test
  void letsNobodyInWithoutAnAgreementInForceWhateverTheTokenSays() {
    Desk stranger = Desk.partner(http, "NGO-NONE", "referrals:write");
    Answers.refused(stranger.get("/partner/changes"), 403, "partner-agreement-missing");
    Answers.refused(agreed.agrees(), 409, "partner-agreement-exists");
    end(today().minusDays(1), "\"1\"").expectStatus().isOk();
    Answers.refused(agreed.refers("ref-1"), 403, "partner-agreement-missing");
    Answers.refused(agreed.partner.get("/partner/families"), 403, "partner-agreement-missing");
  }

  /** Every row of the table that lets a partner in: nobody need remember to add one here. */
  @Test
  void shutsAPartnerOutOfEveryEndpointOnceItsAgreementIsSuspendedEndedOrGrantsLess() {
    Map<String, List<Rule>> rows =
        rules.rules().stream()
            .filter(rule -> rule.allowed().stream().anyMatch(who -> who.startsWith("scope:")))
            .collect(Collectors.groupingBy(rule -> scopeOf(rule)));
    assertThat(rows).containsOnlyKeys("referrals:write", "families:read", "contact:read");
    assertThat(rows.get("referrals:write")).hasSizeGreaterThan(15);
    // what is refused is refused unread
    WebTestClient unread = http.mutate().filters(List::clear).build();
    Desk same = Desk.partner(unread, agreed.code, "referrals:write families:read");
    assertThat(openTo(same, rows)).containsExactlyInAnyOrder("referrals:write", "families:read");

    suspension(true, "\"1\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).isEmpty();
    suspension(false, "\"2\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).hasSize(2);
    suspension(true, "\"1\"").expectStatus().isEqualTo(412);

    assertThat(Answers.faults(end(LocalDate.of(2019, 12, 31), "\"3\"")))
        .containsExactly("validUntil date-before-start");
    end(today().minusDays(1), "\"3\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).isEmpty();
    end(today(), "\"4\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).hasSize(2);
    Desk more = Desk.partner(unread, agreed.code, "referrals:write families:read contact:read");
    assertThat(openTo(more, rows)).doesNotContain("contact:read").hasSize(2);
  }

  /** A client that no token names as a partner's is not let in by a partner's scope. */
  @Test
  void letsNoProgramWithoutAPartnersCodeActAsOne() {
    String token = TestTokens.of("somebody").unit("IL").claim("scope", "referrals:write").signed();
    http.get()
        .uri("/api/v1/referrals")
        .headers(headers -> headers.setBearerAuth(token))
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("partner-agreement-missing");
  }

  private static String scopeOf(Rule rule) {
    return rule.allowed().stream()
        .filter(who -> who.startsWith("scope:"))
        .map(who -> who.substring("scope:".length()))
        .findFirst()
        .orElseThrow();
  }

  /** The scopes that open at least one endpoint; where one of them is shut, all must be. */
  private Set<String> openTo(Desk program, Map<String, List<Rule>> rows) {
    Set<String> open = new HashSet<>();
    rows.forEach(
        (scope, endpoints) -> {
          List<Rule> shut = endpoints.stream().filter(rule -> isShut(program, rule)).toList();
          assertThat(shut.size()).as(scope + " " + shut).isIn(0, endpoints.size());
          if (shut.isEmpty()) {
            open.add(scope);
          }
        });
    return open;
  }

  private static boolean isShut(Desk program, Rule rule) {
    String path = rule.path().substring("/api/v1".length());
    var answer =
        program.send(
            rule.method(),
            path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()),
            rule.method() == HttpMethod.GET || rule.method() == HttpMethod.DELETE ? null : "{}",
            "\"1\"",
            UUID.randomUUID().toString());
    return answer.returnResult(String.class).getStatus().value() == 403;
  }

  private WebTestClient.ResponseSpec suspension(boolean suspended, String eTag) {
    return agreed.ministry.send(
        HttpMethod.PUT,
        "/partner-agreements/" + agreed.code + "/suspension",
        "{\"suspended\":%s}".formatted(suspended),
        eTag,
        null);
  }

  private WebTestClient.ResponseSpec end(LocalDate until, String eTag) {
    return agreed.ministry.send(
        HttpMethod.PUT,
        "/partner-agreements/" + agreed.code + "/end",
        "{\"validUntil\":\"%s\"}".formatted(until),
        eTag,
        null);
  }
}
