package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class AccessMatrixIT {

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo(
      @Autowired ApplicationContext service, @Autowired WebTestClient http) {
    AccessMatrix matrix = new AccessMatrix(service, http);
    assertThat(matrix.gaps()).isEmpty();
    assertThat(matrix.wrongCells()).isEmpty();
  }
}
