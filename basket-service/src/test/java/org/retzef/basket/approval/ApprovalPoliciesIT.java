package org.retzef.basket.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.CommitteePolicy;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Policies: which of them routes a request, what makes none, and who changed it and when. */
@RetzefIT
class ApprovalPoliciesIT {

  @RegisterExtension final CommitteePolicy policy = new CommitteePolicy();

  @Autowired private WebTestClient http;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void storesThePolicyThatRoutedTheRequest() {
    JsonNode request = basket.worker().read("/requests/" + basket.asks("DEBT", "100.00"));
    JsonNode policy =
        basket.manager().read("/approval-policies/" + request.get("policyId").asString());
    assertThat(policy.get("validFrom").asString()).isEqualTo(today().toString());
    assertThat(policy.get("changedBy").asString()).isEqualTo("basket-1");
    assertThat(request.get("requiredTier").asInt()).isEqualTo(3);
    assertThat(request.get("quorum").asInt()).isEqualTo(3);
    assertThat(request.get("decideBy").asString()).isEqualTo(today().plusDays(7).toString());
  }

  @Test
  void refusesAPolicyThatDoesNotCompileOrMakesNoTierOrIsOfYesterday() {
    assertThat(faultsOfPolicy(today().plusDays(5), "amount >"))
        .containsExactly("expression policy-expression-invalid");
    assertThat(faultsOfPolicy(today().plusDays(5), "'TEAM_LEAD'"))
        .containsExactly("expression policy-expression-invalid");
    assertThat(faultsOfPolicy(today().plusDays(5), "amount > 100000 ? 9 : 1"))
        .containsExactly("expression policy-makes-no-tier");
    assertThat(faultsOfPolicy(today().minusDays(1), "TEAM_LEAD"))
        .containsExactly("validFrom date-in-past");
    basket.head().post("/approval-policies", "{}").expectStatus().isForbidden();
    basket.worker().get("/approval-policies").expectStatus().isForbidden();
  }

  private List<String> faultsOfPolicy(LocalDate day, String expression) {
    return Answers.faults(
        basket
            .manager()
            .post(
                "/approval-policies",
                "{\"validFrom\": \"%s\", \"expression\": \"%s\"}".formatted(day, expression)));
  }

  @Test
  void changesAPolicyOnlyWhileItsDayHasNotComeAndRemembersWhoDid() {
    LocalDate later = today().plusDays(200);
    String id =
        Answers.id(
            basket
                .manager()
                .post(
                    "/approval-policies",
                    "{\"validFrom\": \"%s\", \"expression\": \"NATIONAL\"}".formatted(later)));
    Answers.refused(
        basket
            .manager()
            .post(
                "/approval-policies",
                "{\"validFrom\": \"%s\", \"expression\": \"DISTRICT\"}".formatted(later)),
        409,
        "policy-exists");
    String path = "/approval-policies/" + id;
    Desk other = Desk.of(http, "basket-2", "IL", "basket-manager");
    other.patch(path, "{\"expression\": \"DISTRICT\"}", null).expectStatus().isEqualTo(428);
    other
        .patch(path, "{\"expression\": \"DISTRICT\"}", "\"1\"")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.version")
        .isEqualTo(2);
    other.patch(path, "{\"expression\": \"TEAM_LEAD\"}", "\"1\"").expectStatus().isEqualTo(412);
    String current =
        basket.worker().read("/requests/" + basket.asks("FOOD", "1.00")).get("policyId").asString();
    Answers.refused(
        basket
            .manager()
            .patch(
                "/approval-policies/" + current,
                "{\"expression\": \"TEAM_LEAD\"}",
                basket.manager().eTag("/approval-policies/" + current)),
        409,
        "policy-in-force");
    String changes = basket.auditor().read("/rule-changes?limit=200").toString();
    assertThat(changes).contains(id, "basket-1", "basket-2");
    basket.manager().get("/rule-changes").expectStatus().isOk();
    basket.worker().get("/rule-changes").expectStatus().isForbidden();
  }
}
