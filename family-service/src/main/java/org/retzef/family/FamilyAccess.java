package org.retzef.family;

import static org.springframework.http.HttpMethod.DELETE;
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

  /** Who sees families: all of the department, or those that the caller holds. */
  private static final String[] FAMILY_READERS = {
    "family-social-worker", "team-lead", "department-head", "family-companion", "otzma-worker"
  };

  /** A partner's client answers referrals by the scope of its agreement. */
  private static final String[] REFERRAL_RECEIVERS = {
    "family-social-worker", "team-lead", "department-head", "otzma-worker", "scope:referrals:write"
  };

  private static final String[] LEADERS = {"team-lead", "department-head"};

  /** Who knows the people of an Otzma centre: its workers, and its department. */
  private static final String[] CENTRE_WORK = {
    "otzma-worker", "family-social-worker", "team-lead", "department-head"
  };

  /** Who sets programmes up in a department. */
  private static final String[] SETTERS_UP = {"department-head", "national-manager"};

  private static final String[] NATIONAL = {"national-manager"};

  /**
   * Who works with families counts them exactly; others read figures of reports (decision 0102).
   */
  private static final String[] COUNTERS = {
    "family-social-worker",
    "otzma-worker",
    "team-lead",
    "department-head",
    "supervisor",
    "national-manager"
  };

  /** The roles that read lists of cases; a list names families by their ids only. */
  private static final String[] CASE_LISTS = {
    "family-social-worker", "team-lead", "department-head", "supervisor", "national-manager"
  };

  /** Who may decide on what a family asks for, or say what came: they tell of their ties to it. */
  private static final String[] DECIDERS = {
    "family-social-worker", "team-lead", "department-head", "supervisor", "national-manager"
  };

  private static final String[] REGISTRARS = {"family-social-worker", "team-lead"};

  private static final String[] READ_COUNTS = {
    "family-social-worker",
    "team-lead",
    "department-head",
    "district-coordinator",
    "supervisor",
    "national-manager",
    "data-analyst"
  };

  private static final String[] HAND_OUT_QUESTIONNAIRES = {
    "department-head", "supervisor", "national-manager"
  };

  /** The ministry's: an emergency changes what is asked in every department of a district. */
  private static final String[] DECLARE_EMERGENCIES = {"supervisor", "national-manager"};

  private static final String[] IMPORTERS = {
    "family-social-worker", "team-lead", "department-head", "national-manager"
  };

  private static final String[] ERASERS = {"department-head", "national-manager"};

  @Bean
  AccessRules accessRules() {
    AccessRules rules = new AccessRules();
    organisation(rules);
    programmes(rules);
    finding(rules); // before registration: families/merges is not a family called merges
    registration(rules);
    responsibility(rules);
    caseWork(rules);
    continuum(rules);
    partners(rules);
    return rules;
  }

  /** A partner's own program by the scopes of its agreement; agreements are the ministry's. */
  private static void partners(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/partner-agreements", NATIONAL)
        .allow(GET, "/api/v1/partner-agreements", NATIONAL)
        .allow(GET, "/api/v1/partner-agreements/{partner}", NATIONAL)
        .allow(PUT, "/api/v1/partner-agreements/{partner}/end", NATIONAL)
        .allow(POST, "/api/v1/partner-agreements/{partner}/linkage", NATIONAL)
        .allow(PUT, "/api/v1/partner-agreements/{partner}/suspension", NATIONAL)
        .allow(GET, "/api/v1/partners", STAFF)
        .allow(GET, "/api/v1/partners/{code}", STAFF)
        .allow(POST, "/api/v1/partners", NATIONAL)
        .allow(PUT, "/api/v1/partners/{code}", NATIONAL)
        .allow(POST, "/api/v1/partner/referrals", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/referrals", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/referrals/{id}", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/changes", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/families", "scope:families:read")
        .allow(POST, "/api/v1/partner/imports", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/imports/{id}", "scope:referrals:write")
        .allow(POST, "/api/v1/partner/webhook", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/webhook", "scope:referrals:write")
        .allow(DELETE, "/api/v1/partner/webhook", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/webhook/secret", "scope:referrals:write")
        .allow(POST, "/api/v1/partner/webhook/secret/rotation", "scope:referrals:write")
        .allow(GET, "/api/v1/partner/webhook/deliveries", "scope:referrals:write")
        .allow(POST, "/api/v1/partner/webhook/deliveries/{id}/replay", "scope:referrals:write")
        .allow(GET, "/api/v1/partner-referrals", CASE_WORK)
        .allow(GET, "/api/v1/partner-referrals/{id}", CASE_WORK)
        .allow(PUT, "/api/v1/partner-referrals/{id}/answer", CASE_WORK)
        .allow(PUT, "/api/v1/partner-referrals/{id}/result", CASE_WORK);
  }

  private static void organisation(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/units", STAFF)
        .allow(GET, "/api/v1/units/{path}", STAFF)
        .allow(GET, "/api/v1/units/{path}/operators", STAFF)
        .allow(POST, "/api/v1/units", NATIONAL)
        .allow(PATCH, "/api/v1/units/{path}", NATIONAL)
        .allow(POST, "/api/v1/units/{path}/operators", NATIONAL)
        .allow(GET, "/api/v1/centres/{path}/localities", STAFF)
        .allow(POST, "/api/v1/centres/{path}/localities", NATIONAL)
        .allow(PATCH, "/api/v1/centres/{path}/localities/{locality}", NATIONAL)
        .allow(GET, "/api/v1/units/{path}/figures", COUNTERS)
        .allow(GET, "/api/v1/units/{path}/track-counts", COUNTERS);
  }

  private static void programmes(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/programmes", STAFF)
        .allow(GET, "/api/v1/programmes/{programme}/posts", STAFF)
        .allow(GET, "/api/v1/posts", STAFF)
        .allow(GET, "/api/v1/posts/{post}/terms", STAFF)
        .allow(GET, "/api/v1/posts/{post}/terms/{id}", STAFF)
        .allow(POST, "/api/v1/posts/{post}/terms", NATIONAL)
        .allow(PUT, "/api/v1/posts/{post}/terms/{id}/end", NATIONAL)
        .allow(GET, "/api/v1/tracks", STAFF)
        .allow(GET, "/api/v1/tracks/{code}", STAFF)
        .allow(GET, "/api/v1/track-plans", STAFF)
        .allow(POST, "/api/v1/track-plans", NATIONAL)
        .allow(GET, "/api/v1/units/{path}/plan-shares", COUNTERS)
        .allow(GET, "/api/v1/enrolments", CASE_LISTS)
        .allow(POST, "/api/v1/families/{id}/enrolments", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/enrolments", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/enrolments/{enrolmentId}", FAMILY_READERS)
        .allow(PATCH, "/api/v1/families/{id}/enrolments/{enrolmentId}", REGISTRARS);
  }

  /** Families, their members, addresses and phones; imports and erasure. */
  private static void registration(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/families", REGISTRARS)
        .allow(GET, "/api/v1/families", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}", and(FAMILY_READERS, "scope:families:read"))
        .allow(PATCH, "/api/v1/families/{id}", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/members", FAMILY_READERS)
        .allow(POST, "/api/v1/families/{id}/members", REGISTRARS)
        .allow(PATCH, "/api/v1/families/{id}/members/{memberId}", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/relations", FAMILY_READERS)
        .allow(PUT, "/api/v1/families/{id}/relations", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/changes", CASE_WORK)
        .allow(POST, "/api/v1/family-imports", IMPORTERS)
        .allow(GET, "/api/v1/family-imports/{id}", IMPORTERS)
        .allow(GET, "/api/v1/families/{id}/erasure", ERASERS)
        .allow(POST, "/api/v1/families/{id}/erasure", ERASERS)
        .allow(GET, "/api/v1/families/{id}/contact-details/history", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/contact-details", "scope:contact:read");
  }

  /** Search, duplicates, mergers. */
  private static void finding(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/families/{id}/duplicates", CASE_WORK)
        .allow(PUT, "/api/v1/families/{id}/duplicates/{otherId}", CASE_WORK)
        .allow(POST, "/api/v1/families/duplicate-checks", REGISTRARS)
        .allow(POST, "/api/v1/families/duplicate-checks/files", REGISTRARS)
        .allow(POST, "/api/v1/families/merges", LEADERS)
        .allow(GET, "/api/v1/families/merges", LEADERS)
        .allow(GET, "/api/v1/families/merges/{id}", LEADERS)
        .allow(POST, "/api/v1/families/merges/{id}/reversal", LEADERS)
        .allow(GET, "/api/v1/duplicate-rules", NATIONAL)
        .allow(PUT, "/api/v1/duplicate-rules", NATIONAL);
  }

  /** Whose family it is and who looked at it: assignments, referrals, consents, audit. */
  private static void responsibility(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/families/{id}/assignments", LEADERS)
        .allow(GET, "/api/v1/families/{id}/assignments", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/assignments/{assignmentId}", FAMILY_READERS)
        .allow(POST, "/api/v1/families/{id}/assignments/{assignmentId}/answer", FAMILY_READERS)
        .allow(DELETE, "/api/v1/families/{id}/assignments/{assignmentId}", LEADERS)
        .allow(GET, "/api/v1/assignments", FAMILY_READERS)
        .allow(
            GET,
            "/api/v1/units/{path}/assignments/measures",
            "team-lead",
            "department-head",
            "district-coordinator",
            "supervisor",
            "national-manager")
        .allow(GET, "/api/v1/units/{path}/assignments/unattended", LEADERS)
        .allow(POST, "/api/v1/families/{id}/transfers", "department-head")
        .allow(GET, "/api/v1/transfers", "department-head")
        .allow(GET, "/api/v1/transfers/{id}", "department-head")
        .allow(POST, "/api/v1/transfers/{id}/answer", "department-head")
        .allow(POST, "/api/v1/emergency-access", CASE_WORK)
        .allow(GET, "/api/v1/emergency-access", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/emergency-access", CASE_WORK)
        .allow(POST, "/api/v1/families/{id}/conflicts-of-interest", DECIDERS)
        .allow(GET, "/api/v1/families/{id}/conflicts-of-interest", DECIDERS)
        .allow(GET, "/api/v1/families/{id}/conflicts-of-interest/{conflictId}", DECIDERS)
        .allow(
            POST,
            "/api/v1/families/{id}/conflicts-of-interest/{conflictId}/end",
            "department-head",
            "supervisor",
            "national-manager")
        .allow(POST, "/api/v1/families/{id}/consents", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/consents", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/consents/{consentId}", FAMILY_READERS)
        .allow(POST, "/api/v1/families/{id}/consents/{consentId}/withdrawal", CASE_WORK)
        .allow(POST, "/api/v1/families/{id}/referrals", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/referrals", FAMILY_READERS)
        .allow(GET, "/api/v1/referrals", REFERRAL_RECEIVERS)
        .allow(GET, "/api/v1/referrals/{id}", REFERRAL_RECEIVERS)
        .allow(POST, "/api/v1/referrals/{id}/answer", REFERRAL_RECEIVERS)
        .allow(POST, "/api/v1/referrals/{id}/result", REFERRAL_RECEIVERS)
        .allow(GET, "/api/v1/audit", "auditor")
        .allow(GET, "/api/v1/audit/verification", "auditor");
  }

  /** Assessments, plans, contacts, questionnaires, the timeline. */
  private static void caseWork(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/assessment-forms", STAFF)
        .allow(POST, "/api/v1/assessment-forms", "national-manager")
        .allow(GET, "/api/v1/assessment-forms/{code}/versions/{version}", STAFF)
        .allow(GET, "/api/v1/families/{id}/assessment-form", CASE_WORK)
        .allow(POST, "/api/v1/families/{id}/assessments", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/assessments", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/assessments/{assessmentId}", CASE_WORK)
        .allow(GET, "/api/v1/units/{path}/assessments/summary", CASE_LISTS)
        .allow(GET, "/api/v1/units/{path}/emergency-overlays", STAFF)
        .allow(GET, "/api/v1/units/{path}/emergency-overlays/{overlayId}", STAFF)
        .allow(POST, "/api/v1/units/{path}/emergency-overlays", DECLARE_EMERGENCIES)
        .allow(PATCH, "/api/v1/units/{path}/emergency-overlays/{overlayId}", DECLARE_EMERGENCIES)
        .allow(POST, "/api/v1/families/{id}/contacts", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/contacts", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/contacts/{contactId}", FAMILY_READERS)
        .allow(POST, "/api/v1/families/{id}/contacts/{contactId}/corrections", FAMILY_READERS)
        .allow(POST, "/api/v1/families/{id}/plans", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/plans", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/plans/{planId}", CASE_WORK)
        .allow(PATCH, "/api/v1/families/{id}/plans/{planId}", REGISTRARS)
        .allow(POST, "/api/v1/families/{id}/plans/{planId}/versions", REGISTRARS)
        .allow(GET, "/api/v1/families/{id}/plans/{planId}/versions/{number}", CASE_WORK)
        .allow(POST, "/api/v1/families/{id}/plans/{planId}/submission", REGISTRARS)
        .allow(POST, "/api/v1/families/{id}/plans/{planId}/approval", LEADERS)
        .allow(POST, "/api/v1/families/{id}/plans/{planId}/goals", REGISTRARS)
        .allow(PUT, "/api/v1/families/{id}/plans/{planId}/goals/{goalId}", REGISTRARS)
        .allow(DELETE, "/api/v1/families/{id}/plans/{planId}/goals/{goalId}", REGISTRARS)
        .allow(POST, "/api/v1/families/{id}/plans/{planId}/goals/{goalId}/progress", REGISTRARS)
        .allow(GET, "/api/v1/units/{path}/plan-reviews", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/timeline", FAMILY_READERS)
        .allow(GET, "/api/v1/families/{id}/completeness", CASE_WORK)
        .allow(GET, "/api/v1/units/{path}/completeness", READ_COUNTS)
        .allow(GET, "/api/v1/units/{path}/completeness/gaps", CASE_WORK)
        .allow(POST, "/api/v1/questionnaires", "national-manager")
        .allow(GET, "/api/v1/questionnaires", STAFF)
        .allow(GET, "/api/v1/questionnaires/{id}", STAFF)
        .allow(PUT, "/api/v1/questionnaires/{id}", "national-manager")
        .allow(GET, "/api/v1/questionnaires/{id}/versions/{number}", STAFF)
        .allow(POST, "/api/v1/questionnaires/{id}/publication", "national-manager")
        .allow(POST, "/api/v1/questionnaires/{id}/distributions", HAND_OUT_QUESTIONNAIRES)
        .allow(GET, "/api/v1/questionnaires/{id}/distributions", READ_COUNTS)
        .allow(POST, "/api/v1/questionnaires/{id}/responses", STAFF)
        .allow(GET, "/api/v1/questionnaires/{id}/responses", READ_COUNTS);
  }

  /** Fit, Otzma centres, set-up of programmes and their turning into interventions. */
  private static void continuum(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/families/{id}/fit", CASE_WORK)
        .allow(GET, "/api/v1/families/{id}/fit/answers", CASE_WORK)
        .allow(PUT, "/api/v1/families/{id}/fit/answers", CASE_WORK)
        .allow(GET, "/api/v1/tracks/{track}/criteria", STAFF)
        .allow(POST, "/api/v1/tracks/{track}/criteria", NATIONAL)
        .allow(POST, "/api/v1/centres/{path}/service-users", CENTRE_WORK)
        .allow(GET, "/api/v1/centres/{path}/service-users", CENTRE_WORK)
        .allow(POST, "/api/v1/centres/{path}/service-users/imports", CENTRE_WORK)
        .allow(GET, "/api/v1/centres/{path}/service-users/imports/{id}", CENTRE_WORK)
        .allow(GET, "/api/v1/centres/{path}/service-users/{id}", CENTRE_WORK)
        .allow(PATCH, "/api/v1/centres/{path}/service-users/{id}", CENTRE_WORK)
        .allow(PUT, "/api/v1/centres/{path}/service-users/{id}/member", CASE_WORK)
        .allow(POST, "/api/v1/centres/{path}/service-users/{id}/erasure", "department-head")
        .allow(POST, "/api/v1/centres/{path}/activities", CENTRE_WORK)
        .allow(GET, "/api/v1/centres/{path}/activities", CENTRE_WORK)
        .allow(GET, "/api/v1/centres/{path}/figures", COUNTERS)
        .allow(POST, "/api/v1/units/{path}/programme-setups", SETTERS_UP)
        .allow(GET, "/api/v1/units/{path}/programme-setups", CASE_LISTS)
        .allow(GET, "/api/v1/units/{path}/programme-setups/{programme}", CASE_LISTS)
        .allow(PATCH, "/api/v1/units/{path}/programme-setups/{programme}/steps/{step}", SETTERS_UP)
        .allow(POST, "/api/v1/units/{path}/programme-setups/{programme}/opening", SETTERS_UP)
        .allow(GET, "/api/v1/units/{path}/shared-roles", CASE_LISTS)
        .allow(POST, "/api/v1/units/{path}/shared-roles", SETTERS_UP)
        .allow(POST, "/api/v1/programmes/{programme}/conversions", NATIONAL)
        .allow(GET, "/api/v1/programmes/{programme}/conversions", CASE_LISTS)
        .allow(GET, "/api/v1/programmes/{programme}/conversions/{id}", CASE_LISTS)
        .allow(POST, "/api/v1/programmes/{programme}/conversions/{id}/application", NATIONAL)
        .allow(POST, "/api/v1/programmes/{programme}/conversions/{id}/confirmation", NATIONAL)
        .allow(POST, "/api/v1/programmes/{programme}/conversions/{id}/reversal", NATIONAL)
        .allow(GET, "/api/v1/units/{path}/interventions", CASE_LISTS);
  }

  private static String[] and(String[] roles, String... more) {
    return Stream.concat(Stream.of(roles), Stream.of(more)).toArray(String[]::new);
  }
}
