package org.retzef.reporting.servicemix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

/** Approved mixes of services, each in its year. */
@RetzefIT
class ServiceMixFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** B15, B21: a mix of the year, and the version that took its place. */
  @Test
  void countsWhatTheLastApprovedMixOfServicesHoldsInItsYear() {
    UUID plan = UUID.randomUUID();
    approved(
        plan,
        1,
        """
        {"goals": ["BELONGING", "PREVENTING_RISK"], "selfDeveloped": true, "cost": "300.00",
         "participants": 30},
        {"goals": ["PRESERVING_FUNCTION"], "selfDeveloped": false, "cost": "500.00",
         "participants": 12}
        """);
    String goals = "/api/v1/indicators/services_in_mixes?by=goal&";
    district.awaitItems(goals, "BELONGING 1", "PRESERVING_FUNCTION 1", "PREVENTING_RISK 1");
    String share = "/api/v1/indicators/self_developed_share?";
    assertThat(district.get(share + district.where()).get("total").get("value").asLong())
        .isEqualTo(30);
    approved(
        plan,
        2,
        """
        {"goals": ["BELONGING"], "selfDeveloped": true, "cost": "200.00", "participants": 30}
        """);
    district.awaitItems(goals, "BELONGING 1", "PRESERVING_FUNCTION 0", "PREVENTING_RISK 0");
    assertThat(district.get(share + district.where()).get("total").get("value").asLong())
        .isEqualTo(20);
    assertThat(
            OwnDistrict.amountsByKey(
                district.get("/api/v1/indicators/money_in_mixes?by=developed&" + district.where())))
        .containsExactly("BY_AUTHORITY 200.00", "BY_OTHERS 0.00");
    district.awaitTotal("/api/v1/indicators/service_mixes", 1);
    String after = "/api/v1/indicators/service_mixes?unit=" + district + "&to=2020-01-01";
    assertThat(district.get(after).get("total").get("value").asLong()).isZero();
  }

  private void approved(UUID plan, int version, String services) {
    district.tell(
        "service-plan.approved",
        plan,
        """
        {"servicePlanId": "%s", "unit": "%s.A1", "year": 2019, "version": %d,
         "approvedOn": "2018-12-04", "communityBudget": "1000.00", "services": [%s]}
        """
            .formatted(plan, district, version, services));
  }
}
