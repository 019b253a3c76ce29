package org.retzef.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.EndpointAttacks;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServiceEndpoints;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class AccessMatrixIT {

  @Autowired private ApplicationContext service;
  @Autowired private WebTestClient http;

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(new AccessMatrix(new ServiceEndpoints(service, http)).gaps()).isEmpty();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    assertThat(new AccessMatrix(new ServiceEndpoints(service, http)).wrongCells()).isEmpty();
  }

  @Test
  void noEndpointTakesAFieldThatIsNotItsOwn() {
    assertThat(new EndpointAttacks(new ServiceEndpoints(service, http)).takingUnknownFields())
        .isEmpty();
  }

  @Test
  void noEndpointTakesADayThatIsFarAway() {
    assertThat(new EndpointAttacks(new ServiceEndpoints(service, http)).takingFarDays()).isEmpty();
  }

  @Test
  void noAddressAnswersAMethodThatNoRuleNames() {
    assertThat(new EndpointAttacks(new ServiceEndpoints(service, http)).answeringOtherMethods())
        .isEmpty();
  }
}
