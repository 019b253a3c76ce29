package org.retzef.family;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.retzef.platform.caller.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may do what in this service: the contract's table of roles, row by row. */
@Configuration(proxyBeanMethods = false)
class FamilyAccess {

  /** The roles that know the tree of units and what runs in it. */
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

  private static final String[] CASE_WORK = {
    "family-social-worker", "team-lead", "department-head"
  };

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(GET, "/api/v1/units", STAFF)
        .allow(GET, "/api/v1/units/{path}", STAFF)
        .allow(GET, "/api/v1/units/{path}/operators", STAFF)
        .allow(GET, "/api/v1/programmes", STAFF)
        .allow(GET, "/api/v1/tracks", STAFF)
        .allow(GET, "/api/v1/track-plans", STAFF)
        .allow(POST, "/api/v1/families", "family-social-worker", "team-lead")
        .allow(GET, "/api/v1/families", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/contact-details", "scope:contact:read")
        .allow(POST, "/api/v1/families/{id}/enrolments", "family-social-worker", "team-lead")
        .allow(GET, "/api/v1/families/{id}/enrolments", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/enrolments/{enrolmentId}", CASE_WORK)
        .allow(
            PATCH,
            "/api/v1/families/{id}/enrolments/{enrolmentId}",
            "family-social-worker",
            "team-lead");
  }
}
