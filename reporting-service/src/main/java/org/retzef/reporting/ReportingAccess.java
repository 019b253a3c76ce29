package org.retzef.reporting;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

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

  /** Whoever answers for a unit or for a part of the work; each sees the own unit and below. */
  private static final String[] READERS_OF_FIGURES = {
    "team-lead",
    "department-head",
    "district-coordinator",
    "supervisor",
    "national-manager",
    "basket-manager",
    "training-manager",
    "data-analyst"
  };

  /** The rows behind a number name families and requests by their ids. */
  private static final String[] SEE_ROWS = {
    "team-lead", "department-head", "supervisor", "national-manager"
  };

  private static final String[] KEEPERS_OF_NUMBERS = {
    "data-analyst", "national-manager", "basket-manager"
  };

  /** Who plans and holds trainings, and who studies what comes of them; each in the own unit. */
  private static final String[] READERS_OF_THE_CHAIN = {
    "training-manager", "district-coordinator", "national-manager", "data-analyst"
  };

  /** The ministry's data team, which evaluates, and who makes the extracts that it reads. */
  private static final String[] EVALUATORS = {"data-analyst", "national-manager"};

  @Bean
  AccessRules accessRules() {
    return SharingAccess.in(new AccessRules())
        .allow(GET, "/api/v1/reports/headline", STAFF)
        .allow(GET, "/api/v1/reports/training-effect", READERS_OF_THE_CHAIN)
        .allow(GET, "/api/v1/reports/site-use", READERS_OF_THE_CHAIN)
        .allow(GET, "/api/v1/reports/site-use/rows", READERS_OF_THE_CHAIN)
        .allow(POST, "/api/v1/reports/extracts", "national-manager")
        .allow(POST, "/api/v1/reports/extracts/site-use", "national-manager")
        .allow(GET, "/api/v1/reports/extracts", EVALUATORS)
        .allow(GET, "/api/v1/reports/extracts/{id}", EVALUATORS)
        .allow(GET, "/api/v1/reports/extracts/{id}/rows", EVALUATORS)
        .allow(GET, "/api/v1/indicators", STAFF)
        .allow(GET, "/api/v1/aims", STAFF)
        .allow(GET, "/api/v1/indicators/{code}", READERS_OF_FIGURES)
        .allow(GET, "/api/v1/exports/{code}", READERS_OF_FIGURES)
        .allow(GET, "/api/v1/lineage/{code}", SEE_ROWS)
        .allow(GET, "/api/v1/contradictions", KEEPERS_OF_NUMBERS)
        .allow(GET, "/api/v1/proof", KEEPERS_OF_NUMBERS)
        .allow(GET, "/api/v1/dashboards/changes", READERS_OF_FIGURES)
        .open(
            GET, "/dashboard") // an empty page: what it shows, it asks for with its reader's token
        .open(GET, "/dashboard/dashboard.js")
        .open(GET, "/dashboard/dashboard.css")
        .open(GET, "/dashboard/newsletter") // empty like the dashboard
        .open(GET, "/dashboard/newsletter.js")
        .open(GET, "/dashboard/newsletter.css")
        .open(GET, "/dashboard/reader.js")
        .open(GET, "/dashboard/echarts.js");
  }
}
