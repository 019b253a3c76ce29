package org.retzef.rights;

import static org.springframework.http.HttpMethod.GET;

import org.retzef.platform.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may do what in this service: the contract's table of roles, row by row. */
@Configuration(proxyBeanMethods = false)
class RightsAccess {

  /** The roles that inform families, or that plan how they are informed. */
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
    "rights-editor",
    "data-analyst"
  };

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(GET, "/api/v1/rights", STAFF)
        .allow(GET, "/api/v1/rights/{code}", STAFF)
        .allow(GET, "/api/v1/rights/{code}/versions", STAFF);
  }
}
