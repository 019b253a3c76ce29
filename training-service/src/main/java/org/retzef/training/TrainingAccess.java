package org.retzef.training;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

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

  /** Who agrees sessions with departments and holds them. */
  private static final String[] HOLDERS = {"training-manager", "district-coordinator"};

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(POST, "/api/v1/courses", "training-manager")
        .allow(GET, "/api/v1/courses", STAFF)
        .allow(GET, "/api/v1/courses/{id}", STAFF)
        .allow(POST, "/api/v1/sessions", HOLDERS)
        .allow(GET, "/api/v1/sessions", STAFF)
        .allow(GET, "/api/v1/sessions/{id}", STAFF)
        .allow(PUT, "/api/v1/sessions/{id}/infrastructure-check", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/confirmation", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/cancellation", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/attendance", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/closure", HOLDERS)
        .allow(POST, "/api/v1/sessions/{id}/registrations", STAFF)
        .allow(GET, "/api/v1/sessions/{id}/registrations", HOLDERS)
        .allow(DELETE, "/api/v1/sessions/{id}/registrations/{registration}", STAFF)
        .allow(
            GET,
            "/api/v1/contact-workers",
            "training-manager",
            "district-coordinator",
            "department-head")
        .allow(
            GET,
            "/api/v1/session-figures",
            "training-manager",
            "district-coordinator",
            "national-manager",
            "data-analyst")
        .open(GET, "/api/v1/session-log")
        .allow(POST, "/api/v1/training-plans", "training-manager")
        .allow(GET, "/api/v1/training-plans/{id}", STAFF);
  }
}
