package org.retzef.basket;

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
class BasketAccess {

  private static final String[] REQUESTERS = {"family-social-worker", "team-lead"};

  private static final String[] DEPARTMENT = {
    "family-social-worker", "team-lead", "department-head"
  };

  /** Those to whom a policy of approval may give a tier. */
  private static final String[] APPROVERS = {
    "team-lead", "department-head", "supervisor", "national-manager"
  };

  @Bean
  AccessRules accessRules() {
    AccessRules rules = new AccessRules();
    money(rules);
    donationsAndLoans(rules);
    baskets(rules);
    vouchers(rules);
    receipts(rules);
    servicePlans(rules);
    return rules;
  }

  private static void money(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/budgets", "basket-manager")
        .allow(GET, "/api/v1/budgets", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/budgets/{id}", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/budgets/files", "basket-manager")
        .allow(POST, "/api/v1/budgets/{id}/allocations", "basket-manager")
        .allow(GET, "/api/v1/budgets/{id}/allocations", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/budgets/{id}/corrections", "basket-manager")
        .allow(GET, "/api/v1/budgets/{id}/position", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/envelopes", "basket-manager")
        .allow(GET, "/api/v1/envelopes", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/funding-sources", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/funding-sources", "basket-manager")
        .allow(GET, "/api/v1/funding-sources/shares", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/funding-sources/shares", "basket-manager")
        .allow(GET, "/api/v1/funding-sources/totals", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/categories", "basket-manager")
        .allow(PATCH, "/api/v1/categories/{code}", "basket-manager")
        .allow(GET, "/api/v1/categories/{code}", "basket-manager")
        .allow(GET, "/api/v1/categories/{code}/changes", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/baskets", "department-head")
        .allow(POST, "/api/v1/baskets/{id}/adjustments", "basket-manager")
        .allow(POST, "/api/v1/ledger/closings", "basket-manager")
        .allow(GET, "/api/v1/ledger/closings", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/ledger/closings/{period}", "basket-manager", "national-manager")
        .allow(
            GET, "/api/v1/ledger/closings/{period}/balances", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/ledger/exports", "basket-manager")
        .allow(GET, "/api/v1/ledger/accounts", "basket-manager")
        .allow(GET, "/api/v1/ledger/accounts/{id}/statement", "basket-manager")
        .allow(GET, "/api/v1/ledger/postings", "basket-manager")
        .allow(GET, "/api/v1/ledger/postings/{id}", "basket-manager")
        .allow(POST, "/api/v1/ledger/postings/{id}/reversal", "basket-manager")
        .allow(GET, "/api/v1/ledger/proof", "basket-manager", "national-manager");
  }

  private static void donationsAndLoans(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/donations", "basket-manager")
        .allow(GET, "/api/v1/donations", and(DEPARTMENT, "basket-manager", "national-manager"))
        .allow(GET, "/api/v1/donations/reports", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/donations/{id}", and(DEPARTMENT, "basket-manager", "national-manager"))
        .allow(POST, "/api/v1/donations/{id}/distributions", "basket-manager", "department-head")
        .allow(
            POST,
            "/api/v1/donations/{id}/distributions/{distributionId}/reversal",
            "basket-manager",
            "department-head")
        .allow(GET, "/api/v1/donations/{id}/distributions", and(DEPARTMENT, "basket-manager"))
        .allow(POST, "/api/v1/donations/{id}/distributions/imports", "basket-manager")
        .allow(GET, "/api/v1/donations/{id}/distributions/imports/{importId}", "basket-manager")
        .allow(POST, "/api/v1/loans/fund", "basket-manager")
        .allow(GET, "/api/v1/loans/fund/deposits", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/loans/fund/deposits/{depositId}/reversal", "basket-manager")
        .allow(POST, "/api/v1/loans", "basket-manager")
        .allow(GET, "/api/v1/loans", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/loans/report", "basket-manager", "national-manager")
        .allow(GET, "/api/v1/loans/{id}", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/loans/{id}/repayments", "basket-manager")
        .allow(GET, "/api/v1/loans/{id}/repayments", "basket-manager", "national-manager")
        .allow(POST, "/api/v1/loans/{id}/repayments/{repaymentId}/reversal", "basket-manager")
        .allow(POST, "/api/v1/loans/{id}/write-offs", "basket-manager")
        .allow(
            POST,
            "/api/v1/loans/{id}/write-offs/{writeOffId}/approval",
            "basket-manager",
            "national-manager");
  }

  private static void baskets(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/baskets", and(DEPARTMENT, "basket-manager"))
        .allow(GET, "/api/v1/baskets/{id}", and(DEPARTMENT, "basket-manager"))
        .allow(POST, "/api/v1/baskets/{id}/requests", REQUESTERS)
        .allow(GET, "/api/v1/requests", and(DEPARTMENT, "supervisor", "national-manager"))
        .allow(GET, "/api/v1/requests/{id}", and(DEPARTMENT, "supervisor", "national-manager"))
        .allow(PATCH, "/api/v1/requests/{id}", REQUESTERS)
        .allow(POST, "/api/v1/requests/{id}/decisions", APPROVERS)
        .allow(POST, "/api/v1/requests", REQUESTERS)
        .allow(POST, "/api/v1/requests/decisions", APPROVERS)
        .allow(
            GET, "/api/v1/requests/{id}/history", and(DEPARTMENT, "supervisor", "national-manager"))
        .allow(
            GET, "/api/v1/requests/{id}/answer", and(DEPARTMENT, "supervisor", "national-manager"))
        .allow(GET, "/api/v1/approval-policies", and(APPROVERS, "basket-manager"))
        .allow(GET, "/api/v1/approval-policies/{id}", and(APPROVERS, "basket-manager"))
        .allow(POST, "/api/v1/approval-policies", "basket-manager")
        .allow(PATCH, "/api/v1/approval-policies/{id}", "basket-manager")
        .allow(
            GET,
            "/api/v1/approval-freezes",
            and(APPROVERS, "family-social-worker", "basket-manager"))
        .allow(POST, "/api/v1/approval-freezes", "basket-manager", "national-manager")
        .allow(PATCH, "/api/v1/approval-freezes/{id}", "basket-manager", "national-manager")
        .allow(
            GET, "/api/v1/spending-rules", and(APPROVERS, "family-social-worker", "basket-manager"))
        .allow(POST, "/api/v1/spending-rules", "basket-manager")
        .allow(PATCH, "/api/v1/spending-rules/{id}", "basket-manager")
        .allow(GET, "/api/v1/rule-changes", "basket-manager", "auditor")
        .allow(POST, "/api/v1/appeals", DEPARTMENT)
        .allow(GET, "/api/v1/appeals", and(DEPARTMENT, "supervisor", "national-manager"))
        .allow(GET, "/api/v1/appeals/{id}", and(DEPARTMENT, "supervisor", "national-manager"))
        .allow(POST, "/api/v1/appeals/{id}/decision", "supervisor", "national-manager")
        .allow(GET, "/api/v1/categories", and(DEPARTMENT, "basket-manager"));
  }

  private static void vouchers(AccessRules rules) {
    rules
        .allow(POST, "/api/v1/vendors", "basket-manager")
        .allow(GET, "/api/v1/vendors", and(DEPARTMENT, "basket-manager"))
        .allow(GET, "/api/v1/vendors/{id}", and(DEPARTMENT, "basket-manager"))
        .allow(POST, "/api/v1/vendors/{id}/agreements", "basket-manager")
        .allow(PATCH, "/api/v1/vendors/{id}/agreements/{agreement}", "basket-manager")
        .allow(GET, "/api/v1/vendors/{id}/agreements", and(DEPARTMENT, "basket-manager"))
        .allow(POST, "/api/v1/vouchers/{id}/invoice", "vendor", "basket-manager")
        .allow(GET, "/api/v1/vouchers/{id}/invoice", and(DEPARTMENT, "basket-manager", "vendor"))
        .allow(POST, "/api/v1/requests/{id}/vouchers", DEPARTMENT)
        .allow(POST, "/api/v1/vouchers", DEPARTMENT)
        .allow(POST, "/api/v1/vouchers/signatures", DEPARTMENT)
        .allow(POST, "/api/v1/vouchers/deliveries", and(REQUESTERS, "vendor"))
        .allow(GET, "/api/v1/vouchers/unsigned", DEPARTMENT)
        .open(GET, "/api/v1/vouchers/signing-keys")
        .allow(POST, "/api/v1/vouchers/signing-keys/{keyId}/revocation", "basket-manager")
        .allow(GET, "/api/v1/vouchers/electronic-signing", and(DEPARTMENT, "basket-manager"))
        .allow(POST, "/api/v1/vouchers/electronic-signing", "basket-manager")
        .allow(POST, "/api/v1/vouchers/{id}/paper-signature", DEPARTMENT)
        .allow(GET, "/api/v1/vouchers/{id}/document", and(DEPARTMENT, "basket-manager", "vendor"))
        .open(GET, "/v/{token}")
        .open(GET, "/sign") // an empty page: what it shows, it asks for with its reader's token
        .open(GET, "/sign/signing.js")
        .allow(GET, "/api/v1/vouchers/{id}", and(DEPARTMENT, "basket-manager", "vendor"))
        .allow(POST, "/api/v1/vouchers/{id}/signature", DEPARTMENT)
        .allow(GET, "/api/v1/vouchers/{id}/signature", and(DEPARTMENT, "basket-manager", "vendor"))
        .allow(POST, "/api/v1/vouchers/{id}/delivery", and(REQUESTERS, "vendor"))
        .allow(POST, "/api/v1/vouchers/{id}/payment", "department-head", "basket-manager")
        .allow(POST, "/api/v1/vouchers/{id}/payment/reversal", "department-head", "basket-manager")
        .allow(GET, "/api/v1/vouchers/{id}/payment", and(DEPARTMENT, "basket-manager", "vendor"));
  }

  /** The page behind a receipt's link is open: its token is all that it asks for. */
  private static void receipts(AccessRules rules) {
    rules
        .allow(GET, "/api/v1/receipts", DEPARTMENT)
        .allow(
            GET, "/api/v1/receipts/figures", and(DEPARTMENT, "national-manager", "basket-manager"))
        .allow(GET, "/api/v1/receipts/{id}", DEPARTMENT)
        .allow(POST, "/api/v1/receipts/{id}/override", REQUESTERS)
        .allow(GET, "/api/v1/receipts/{id}/override", DEPARTMENT)
        .allow(POST, "/api/v1/receipts/{id}/override/answer", "team-lead", "department-head")
        .open(POST, "/sms/callbacks") // signed; there is nothing behind it unless a provider calls
        .open(GET, "/r/{token}")
        .open(POST, "/r/{token}");
  }

  /** The authority decides; the ministry tells the budget, looks on and comments [S2]. */
  private static void servicePlans(AccessRules rules) {
    String plan = "/api/v1/service-plans/{id}";
    String head = "department-head";
    String[] overseen = {head, "supervisor", "national-manager"};
    String[] read = and(overseen, "basket-manager");
    rules
        .allow(POST, "/api/v1/service-plans", head)
        .allow(GET, "/api/v1/service-plans", read)
        .allow(GET, "/api/v1/service-plans/innovations", overseen)
        .allow(GET, plan, read)
        .allow(PATCH, plan, head)
        .allow(PUT, plan + "/community-budget", "basket-manager")
        .allow(GET, plan + "/cap", read)
        .allow(GET, plan + "/stations", read)
        .allow(GET, plan + "/stations/{n}", read)
        .allow(PUT, plan + "/stations/{n}", head)
        .allow(GET, plan + "/export", read)
        .allow(GET, plan + "/items", read)
        .allow(POST, plan + "/items", head)
        .allow(GET, plan + "/items/{itemId}", read)
        .allow(PUT, plan + "/items/{itemId}", head)
        .allow(DELETE, plan + "/items/{itemId}", head)
        .allow(POST, plan + "/takeovers", head)
        .allow(POST, plan + "/submission", head)
        .allow(POST, plan + "/approval", head)
        .allow(POST, plan + "/cycle", head)
        .allow(GET, plan + "/comments", read)
        .allow(POST, plan + "/comments", overseen)
        .allow(GET, plan + "/learning", read)
        .allow(POST, plan + "/learning", head)
        .allow(GET, plan + "/history", read);
  }

  private static String[] and(String[] roles, String... more) {
    return Stream.concat(Stream.of(roles), Stream.of(more)).toArray(String[]::new);
  }
}
