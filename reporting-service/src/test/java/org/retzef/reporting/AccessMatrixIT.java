package org.retzef.reporting;

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
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    AccessMatrix matrix = new AccessMatrix(new ServiceEndpoints(service, http));
    assertThat(matrix.gaps()).isEmpty();
    assertThat(matrix.wrongCells()).isEmpty();
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

  @Test
  void noEndpointTakesAFieldThatIsNotInItsDocument() {
    assertThat(new EndpointAttacks(new ServiceEndpoints(service, http)).takingUnknownFields())
        .isEmpty();
  }

  @Test
  void noEndpointTakesControlCharactersInQuestions() {
    assertThat(new EndpointAttacks(new ServiceEndpoints(service, http)).takingControlsInQuestions())
        .isEmpty();
  }

  @Test
  void noEndpointTakesGarbageInItsAddress() {
    assertThat(new EndpointAttacks(new ServiceEndpoints(service, http)).takingGarbageInAddresses())
        .isEmpty();
  }
}
