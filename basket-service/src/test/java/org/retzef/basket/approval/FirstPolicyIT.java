package org.retzef.basket.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The policy that the database has from the start. */
@RetzefIT
class FirstPolicyIT {

  @Autowired private DatabaseClient database;

  @ParameterizedTest
  @CsvSource({
    "1, TEAM_LEAD",
    "100000, TEAM_LEAD",
    "100001, DEPARTMENT_HEAD",
    "1000000, DEPARTMENT_HEAD",
    "1000001, DISTRICT",
    "3000000, DISTRICT",
    "3000001, NATIONAL",
    "99999999999999, NATIONAL"
  })
  void decidesByTheAmountToTheAgora(long agorot, Tier tier) {
    var request =
        new RoutedRequest(
            new Money(agorot),
            List.of("FOOD"),
            "BASIC_NEEDS",
            new UnitPath("IL.SOUTH.A2630.D1"),
            "MAPA");
    String expression =
        database
            .sql("select expression from routing_policy where changed_by = 'migration'")
            .map(row -> row.get("expression", String.class))
            .one()
            .block();
    assertThat(PolicyExpression.of(expression).tierOf(request)).contains(tier);
  }
}
