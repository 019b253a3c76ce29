package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class AccessMatrixIT {

  @Autowired private ApplicationContext service;
  @Autowired private WebTestClient http;

  private AccessMatrix matrix;

  @BeforeEach
  void readTheService() {
    matrix = new AccessMatrix(service, http);
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(matrix.gaps()).isEmpty();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    assertThat(matrix.wrongCells()).isEmpty();
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
}
