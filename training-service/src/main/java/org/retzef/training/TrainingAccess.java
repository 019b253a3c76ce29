package org.retzef.training;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.retzef.platform.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may do what in this service: the contract's table of roles, row by row. */
@Configuration(proxyBeanMethods = false)
class TrainingAccess {

  /** The roles of people who are trained, or who plan training. */
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
        .allow(POST, "/api/v1/courses", "training-manager")
        .allow(GET, "/api/v1/courses", STAFF)
        .allow(GET, "/api/v1/courses/{id}", STAFF);
  }
}
