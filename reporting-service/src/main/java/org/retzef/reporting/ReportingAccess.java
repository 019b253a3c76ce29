package org.retzef.reporting;

import static org.springframework.http.HttpMethod.GET;

import org.retzef.platform.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may do what in this service: the contract's table of roles, row by row. */
@Configuration(proxyBeanMethods = false)
class ReportingAccess {

  /**
   * Whoever works with families sees the national figures that the newsletter prints, whatever the
   * own unit is; there is no figure of a smaller unit among them.
   */
  private static final String[] STAFF = {
    "family-social-worker",
    "family-companion",
    "otzma-worker",
    "team-lead",
    "department-head",
    "district-coordinator",
    "supervisor",
    "national-manager",
    "basket-manager",
    "training-manager",
    "data-analyst"
  };

  private static final String[] KEEPERS_OF_NUMBERS = {
    "data-analyst", "national-manager", "basket-manager"
  };

  /** Who plans and holds trainings, and who studies what comes of them; each in the own unit. */
  private static final String[] READERS_OF_THE_CHAIN = {
    "training-manager", "district-coordinator", "national-manager", "data-analyst"
  };

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(GET, "/api/v1/reports/headline", STAFF)
        .allow(GET, "/api/v1/reports/training-effect", READERS_OF_THE_CHAIN)
        .allow(GET, "/api/v1/indicators", KEEPERS_OF_NUMBERS)
        .allow(GET, "/api/v1/proof", KEEPERS_OF_NUMBERS);
  }
}
