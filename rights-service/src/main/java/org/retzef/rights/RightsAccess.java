package org.retzef.rights;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
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

  /** Who sees a family's rights, facts and debts. Companions wait until assignments are told. */
  private static final String[] CASE_WORK = {
    "family-social-worker", "otzma-worker", "team-lead", "department-head"
  };

  /** Who sees counts of cases besides: no person stands in them. */
  private static final String[] COUNTS = {
    "family-social-worker",
    "otzma-worker",
    "team-lead",
    "department-head",
    "district-coordinator",
    "supervisor",
    "national-manager",
    "training-manager",
    "rights-editor"
  };

  private static final String[] NIGHT = {"department-head", "national-manager"};

  private static final String[] PROJECT = {"training-manager", "national-manager"};

  private static final String[] LINES = {
    "family-social-worker",
    "otzma-worker",
    "team-lead",
    "department-head",
    "national-manager",
    "rights-editor"
  };

  private static final String[] POLICY = {"national-manager", "rights-editor"};

  @Bean
  AccessRules accessRules() {
    AccessRules rules = new AccessRules();
    editing(rules);
    catalogue(rules);
    screenings(rules);
    takeUp(rules);
    samples(rules);
    linesAndDebts(rules);
    policy(rules);
    return rules;
  }

  /** Before the catalogue, whose {@code {code}} would take these names for codes of rights. */
  private static void editing(AccessRules rules) {
    rules
        .open(GET, "/api/v1/rights/facts")
        .allow(GET, "/api/v1/rights/parameters", STAFF)
        .allow(POST, "/api/v1/rights/parameters/{code}/values", EDITOR)
        .allow(POST, "/api/v1/rights/drafts", EDITOR)
        .allow(GET, "/api/v1/rights/drafts", EDITOR)
        .allow(GET, "/api/v1/rights/drafts/{id}", EDITOR)
        .allow(PUT, "/api/v1/rights/drafts/{id}", EDITOR)
        .allow(POST, "/api/v1/rights/drafts/{id}/submission", EDITOR)
        .allow(POST, "/api/v1/rights/drafts/{id}/review", EDITOR)
        .allow(POST, "/api/v1/suggestions", STAFF)
        .allow(GET, "/api/v1/suggestions", STAFF)
        .allow(GET, "/api/v1/suggestions/{id}", STAFF)
        .allow(POST, "/api/v1/suggestions/{id}/refusal", EDITOR);
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

  private static void screenings(AccessRules rules) {
    rules
        .open(POST, "/api/v1/screenings/anonymous")
        .allow(POST, "/api/v1/screenings/runs", NIGHT)
        .allow(GET, "/api/v1/screenings/runs", NIGHT)
        .allow(GET, "/api/v1/screenings/runs/{id}", NIGHT)
        .allow(GET, "/api/v1/screenings/priorities", CASE_WORK)
        .allow(GET, "/api/v1/screenings/gaps", COUNTS)
        .allow(POST, "/api/v1/screenings", CASE_WORK)
        .allow(GET, "/api/v1/screenings", CASE_WORK)
        .allow(GET, "/api/v1/screenings/{id}", CASE_WORK);
  }

  private static void takeUp(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/take-up-cases/status", COUNTS)
        .allow(GET, "/api/v1/take-up-cases/status/{unit}", COUNTS)
        .allow(GET, "/api/v1/take-up-cases/deadlines", CASE_WORK)
        .allow(POST, "/api/v1/take-up-cases", CASE_WORK)
        .allow(GET, "/api/v1/take-up-cases", CASE_WORK)
        .allow(GET, "/api/v1/take-up-cases/{id}", CASE_WORK)
        .allow(GET, "/api/v1/take-up-cases/{id}/timeline", CASE_WORK)
        .allow(POST, "/api/v1/take-up-cases/{id}/steps", CASE_WORK)
        .allow(POST, "/api/v1/take-up-cases/{id}/steps/{number}/completion", CASE_WORK)
        .allow(POST, "/api/v1/take-up-cases/{id}/progress", CASE_WORK)
        .allow(POST, "/api/v1/take-up-cases/{id}/stuck", CASE_WORK)
        .allow(POST, "/api/v1/take-up-cases/{id}/result", CASE_WORK);
  }

  private static void samples(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/sample-departments", PROJECT)
        .allow(GET, "/api/v1/sample-departments", COUNTS)
        .allow(GET, "/api/v1/sample-departments/{id}", COUNTS)
        .allow(POST, "/api/v1/sample-departments/{id}/end", PROJECT)
        .allow(GET, "/api/v1/sample-departments/{id}/comparison", COUNTS)
        .allow(POST, "/api/v1/sample-departments/{id}/incentives", PROJECT)
        .allow(GET, "/api/v1/sample-departments/{id}/incentives", COUNTS)
        .allow(POST, "/api/v1/baselines", PROJECT)
        .allow(GET, "/api/v1/baselines", COUNTS);
  }

  private static void linesAndDebts(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/enquiries/counts", COUNTS)
        .allow(POST, "/api/v1/enquiries", LINES)
        .allow(GET, "/api/v1/enquiries", LINES)
        .allow(GET, "/api/v1/enquiries/{id}", LINES)
        .allow(POST, "/api/v1/enquiries/{id}/answer", LINES)
        .allow(GET, "/api/v1/debts/totals", COUNTS)
        .allow(POST, "/api/v1/debts", CASE_WORK)
        .allow(GET, "/api/v1/debts", CASE_WORK)
        .allow(GET, "/api/v1/debts/{id}", CASE_WORK)
        .allow(PATCH, "/api/v1/debts/{id}", CASE_WORK)
        .allow(POST, "/api/v1/debts/{id}/settlement", CASE_WORK);
  }

  private static void policy(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/policy-items", POLICY)
        .allow(GET, "/api/v1/policy-items", STAFF)
        .allow(GET, "/api/v1/policy-items/{id}", STAFF)
        .allow(PATCH, "/api/v1/policy-items/{id}", POLICY);
  }
}
