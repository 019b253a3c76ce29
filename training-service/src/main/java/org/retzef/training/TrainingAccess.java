package org.retzef.training;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.stream.Stream;
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

  /** Partners see what is taught, not who teaches, comes or hosts. */
  private static final String[] OFFER_READERS =
      Stream.concat(Stream.of(STAFF), Stream.of("scope:trainings:read")).toArray(String[]::new);

  /** Who agrees sessions with departments and holds them. */
  private static final String[] HOLDERS = {"training-manager", "district-coordinator"};

  /** Holders, and the head of the department in question. */
  private static final String[] HEADS = {
    "training-manager", "district-coordinator", "department-head"
  };

  /** Who reads figures. */
  private static final String[] READERS = {
    "training-manager", "district-coordinator", "national-manager", "data-analyst"
  };

  /** Who holds the forums of a level and plans its year, each in the own unit. */
  private static final String[] HOSTS = {
    "training-manager", "national-manager", "supervisor", "district-coordinator", "department-head"
  };

  private static final String[] MEETING_READERS =
      Stream.concat(Stream.of(HOSTS), Stream.of("data-analyst")).toArray(String[]::new);

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(POST, "/api/v1/courses", "training-manager")
        .allow(GET, "/api/v1/courses", OFFER_READERS)
        .allow(GET, "/api/v1/courses/{id}", OFFER_READERS)
        .allow(POST, "/api/v1/sessions", HOLDERS)
        .allow(GET, "/api/v1/sessions", STAFF)
        .allow(GET, "/api/v1/sessions/calendar", STAFF)
        .allow(GET, "/api/v1/sessions/{id}", STAFF)
        .allow(GET, "/api/v1/sessions/{id}/invitation", STAFF)
        .allow(GET, "/api/v1/sessions/{id}/suggestions", HOLDERS)
        .allow(GET, "/api/v1/departments-without-instructor", HOLDERS)
        .allow(POST, "/api/v1/attendance-imports", HOLDERS)
        .allow(GET, "/api/v1/attendance-imports/{id}", HOLDERS)
        .allow(POST, "/api/v1/training-projects", "training-manager")
        .allow(GET, "/api/v1/training-projects", READERS)
        .allow(GET, "/api/v1/training-projects/{id}", READERS)
        .allow(GET, "/api/v1/training-projects/{id}/milestones", READERS)
        .allow(
            PUT,
            "/api/v1/training-projects/{id}/milestones/{milestone}/completion",
            "training-manager")
        .allow(POST, "/api/v1/meeting-series", HOSTS)
        .allow(GET, "/api/v1/meeting-series", HOSTS)
        .allow(GET, "/api/v1/meeting-series/{id}", HOSTS)
        .allow(PUT, "/api/v1/meeting-series/{id}/end", HOSTS)
        .allow(GET, "/api/v1/core-topics", STAFF)
        .allow(POST, "/api/v1/yearly-plans", HOSTS)
        .allow(GET, "/api/v1/yearly-plans", HOSTS)
        .allow(GET, "/api/v1/yearly-plans/{id}", HOSTS)
        .allow(POST, "/api/v1/steering-meetings", HOSTS)
        .allow(GET, "/api/v1/steering-meetings", MEETING_READERS)
        .allow(GET, "/api/v1/steering-meetings/attendance", READERS)
        .allow(POST, "/api/v1/steering-meetings/logos", "training-manager", "national-manager")
        .allow(GET, "/api/v1/steering-meetings/logos/{id}", READERS)
        .allow(GET, "/api/v1/steering-meetings/{id}", MEETING_READERS)
        .allow(GET, "/api/v1/steering-meetings/{id}/minutes", MEETING_READERS)
        .allow(GET, "/api/v1/steering-tasks", MEETING_READERS)
        .allow(PUT, "/api/v1/steering-tasks/{id}/completion", HOSTS)
        .allow(PUT, "/api/v1/steering-approvals/{id}", "training-manager", "national-manager")
        .allow(POST, "/api/v1/outreach", HOLDERS)
        .allow(GET, "/api/v1/outreach", HOLDERS)
        .allow(GET, "/api/v1/outreach/{id}", HOLDERS)
        .allow(PUT, "/api/v1/outreach/{id}/coordination", HOLDERS)
        .allow(POST, "/api/v1/site-usage/imports", "training-manager")
        .allow(GET, "/api/v1/site-usage/imports/{id}", "training-manager")
        .allow(POST, "/api/v1/site-usage/talks", HOLDERS)
        .allow(GET, "/api/v1/site-usage", READERS)
        .allow(PUT, "/api/v1/sessions/{id}/infrastructure-check", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/confirmation", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/cancellation", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/attendance", HOLDERS)
        .allow(PUT, "/api/v1/sessions/{id}/closure", HOLDERS)
        .allow(POST, "/api/v1/sessions/{id}/registrations", STAFF)
        .allow(GET, "/api/v1/sessions/{id}/registrations", HOLDERS)
        .allow(DELETE, "/api/v1/sessions/{id}/registrations/{registration}", STAFF)
        .allow(GET, "/api/v1/contact-workers", HEADS)
        .allow(GET, "/api/v1/session-figures", READERS)
        .open(GET, "/api/v1/session-log")
        .allow(POST, "/api/v1/training-plans", "training-manager")
        .allow(GET, "/api/v1/training-plans", STAFF)
        .allow(GET, "/api/v1/training-plans/{id}", STAFF)
        .allow(GET, "/api/v1/training-plans/{id}/progress", READERS)
        .allow(GET, "/api/v1/work-plans", HEADS)
        .allow(POST, "/api/v1/courses/{id}/cohorts", HOLDERS)
        .allow(GET, "/api/v1/courses/{id}/cohorts", STAFF)
        .allow(GET, "/api/v1/courses/{id}/cohorts/{number}", STAFF)
        .allow(PUT, "/api/v1/courses/{id}/cohorts/{number}/members", HOLDERS)
        .allow(PUT, "/api/v1/courses/{id}/cohorts/{number}/completion", HOLDERS)
        .allow(POST, "/api/v1/supervision", HOLDERS)
        .allow(GET, "/api/v1/supervision", HEADS)
        .allow(GET, "/api/v1/supervision/{id}", HEADS)
        .allow(PUT, "/api/v1/supervision/{id}/pause", HOLDERS)
        .allow(PUT, "/api/v1/supervision/{id}/resumption", HOLDERS)
        .allow(POST, "/api/v1/workshops", HOLDERS)
        .allow(GET, "/api/v1/workshops", READERS)
        .allow(POST, "/api/v1/knowledge-items", "training-manager")
        .allow(GET, "/api/v1/knowledge-items", STAFF)
        .allow(GET, "/api/v1/knowledge-items/{code}", STAFF)
        .allow(POST, "/api/v1/courses/{id}/deck", "training-manager")
        .allow(GET, "/api/v1/courses/{id}/deck", STAFF)
        .allow(POST, "/api/v1/trainees/{trainee}/mail-address", STAFF)
        .allow(GET, "/api/v1/trainees/{trainee}/mail-address", STAFF)
        .allow(DELETE, "/api/v1/trainees/{trainee}/mail-address", STAFF)
        .allow(GET, "/api/v1/follow-ups", HOLDERS)
        .allow(GET, "/api/v1/follow-ups/stuck", HOLDERS)
        .allow(POST, "/api/v1/follow-ups/bounces", "training-manager")
        .allow(GET, "/api/v1/feedback-forms", STAFF)
        .allow(POST, "/api/v1/feedback-forms", "training-manager")
        .allow(GET, "/api/v1/sessions/{id}/feedback", HOLDERS)
        .open(GET, "/api/v1/feedback/{token}")
        .open(POST, "/api/v1/feedback/{token}")
        .open(GET, "/f/feedback.css")
        .open(GET, "/f/{token}")
        .open(POST, "/f/{token}")
        .open(GET, "/f/{token}/deck");
  }
}
