package org.retzef.rights;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.stream.Stream;
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

  private static final String EDITOR = "rights-editor";

  @Bean
  AccessRules accessRules() {
    AccessRules rules = new AccessRules();
    editing(rules);
    catalogue(rules);
    return rules;
  }

  private static void catalogue(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/rights", STAFF)
        .allow(GET, "/api/v1/rights/export", catalogueReaders())
        .allow(GET, "/api/v1/rights/{code}", STAFF)
        .allow(GET, "/api/v1/rights/{code}/versions", STAFF)
        .allow(GET, "/api/v1/rights/{code}/versions/{version}", STAFF);
  }

  private static String[] catalogueReaders() {
    return Stream.concat(Stream.of(STAFF), Stream.of("scope:rights:read")).toArray(String[]::new);
  }

  private static void editing(AccessRules rules) {
    rules
        .open(GET, "/api/v1/rights/facts")
        .allow(GET, "/api/v1/rights/parameters", STAFF)
        .allow(POST, "/api/v1/rights/parameters/{code}/values", EDITOR)
        .allow(POST, "/api/v1/suggestions", STAFF)
        .allow(GET, "/api/v1/suggestions", STAFF)
        .allow(GET, "/api/v1/suggestions/{id}", STAFF)
        .allow(POST, "/api/v1/suggestions/{id}/refusal", EDITOR)
        .allow(POST, "/api/v1/rights/drafts", EDITOR)
        .allow(GET, "/api/v1/rights/drafts", EDITOR)
        .allow(GET, "/api/v1/rights/drafts/{id}", EDITOR)
        .allow(PUT, "/api/v1/rights/drafts/{id}", EDITOR)
        .allow(POST, "/api/v1/rights/drafts/{id}/submission", EDITOR)
        .allow(POST, "/api/v1/rights/drafts/{id}/review", EDITOR);
  }
}
