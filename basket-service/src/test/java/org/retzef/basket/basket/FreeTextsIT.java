package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Whatever is written about a family can be forgotten, in every column that holds words. */
@RetzefIT
class FreeTextsIT {

  /** In all that the test writes, and in nothing else. */
  private static final String WORDS = "הדודהשלרמי";

  private static final String ITEM =
      "{\"category\": \"FOOD\", \"description\": \"%s\", \"amount\": \"100.00\"}".formatted(WORDS);

  /** What {@link FreeTexts} blanks. */
  private static final Set<String> ERASED =
      Set.of(
          "appeal.answer",
          "appeal.note",
          "decision.note",
          "request_item.description",
          "request_step.items",
          "voucher.content",
          "vote.note");

  /**
   * What holds codes, subjects of tokens, sums and names of things, and no words on a family; plans
   * of services speak of what there is for all residents.
   */
  private static final String WITHOUT =
      """
      account: fund kind name
      appeal: basis decided_by filed_by ground outcome reason_code
      approval_freeze: changed_by reason
      basket: budget programme state track
      basket_adjustment: made_by reason_code
      basket_request: aspect requested_by status
      budget_movement: from_track made_by reason_code to_track
      budget_row: track
      category: code name_am name_ar name_en name_he name_ru
      category_change: after before changed_by code
      closing_balance: account period
      conflict_of_interest: worker
      decision: decided_by decision reason_code
      delivery_part: confirmed_by
      distribution_import: fault_codes fault_fields header started_by status
      distribution_import_line: text
      distribution_import_promise: row_key
      donation: donor kind recorded_by
      donation_distribution: recorded_by row_key
      donation_distribution_reversal: reason_code reversed_by
      electronic_signing: changed_by
      entry: account
      envelope_line: code name_he
      former_signature: content_hash key_id signature signed_by
      funding_share: decided_by fund
      funding_source: code name_he
      idempotency_key: body client etag key location
      inbox: consumer
      inbox_parked: consumer payload reason source subject topic type
      inbox_stream: consumer subject topic
      invoice: filed_by number
      ledger_closing: closed_by hash period status
      loan: granted_by status
      loan_deposit: deposited_by
      loan_deposit_reversal: reason_code reversed_by
      loan_repayment: recorded_by
      loan_repayment_reversal: reason_code reversed_by
      loan_write_off: approved_by proposed_by reason_code
      outbox: actor aggregate_id aggregate_type payload topic traceparent type
      outbox_head: aggregate_id topic
      outbox_lease: holder name
      outbox_read_back: topic
      payment: paid_by
      payment_reversal: reason_code reversed_by
      posting: kind
      receipt: answered_by categories failure language status
      receipt_message: message_id outcome
      receipt_override: answer answered_by outcome proposed_by reason_code
      request_item: category purpose
      request_step: status step taken_by
      request_transition: from_status step to_status
      routing_policy: changed_by expression
      rule_change: after before changed_by rule
      service_plan: approved_by grounds status submitted_by
      service_plan_change: changed_by detail what
      service_plan_item: frequency goals inputs name outcome output
      service_plan_note: phase text written_by
      service_plan_station: entries note status
      signing_key: id owner revoked_by revoked_for
      spending_rule: aspect category changed_by code purposes
      vendor: code name
      vendor_agreement: categories changed_by prices
      vote: decided_by decision reason_code
      voucher: content_hash issued_by key_id paper_noted_by signature signed_by
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  /** A new column is either blanked with its family or told here to hold no such words. */
  @Test
  void everyColumnThatCouldHoldWordsIsErasedOrHoldsNone() {
    Set<String> without =
        Arrays.stream(WITHOUT.split("\n"))
            .map(line -> line.split(":"))
            .flatMap(
                line ->
                    Arrays.stream(line[1].strip().split(" ")).map(column -> line[0] + "." + column))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>(ERASED);
    listed.addAll(without);
    assertThat(listed).hasSize(ERASED.size() + without.size());
    assertThat(columnsOfWords()).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void nothingThatWasWrittenAboutAnErasedFamilyIsLeftInAnyTableAndItsVoucherStillCounts() {
    UUID family = UUID.randomUUID();
    Desk worker = Desk.worker(http);
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(Desk.enrolled(family, UUID.randomUUID(), "MIFGASH", "2026-01-15", 1));
      String basket =
          await()
              .until(
                  () -> worker.read("/baskets?familyId=" + family).get("items"),
                  found -> !found.isEmpty())
              .get(0)
              .get("id")
              .asString();
      String request = refusedAppealedAndApproved(worker, basket);
      String vendor = worker.read("/vendors").get("items").get(0).get("id").asString();
      String voucher =
          "/vouchers/"
              + Answers.id(
                  worker.post(
                      "/requests/" + request + "/vouchers",
                      "{\"vendorId\": \"%s\"}".formatted(vendor)));
      worker.post(voucher + "/signature", null, worker.eTag(voucher)).expectStatus().isCreated();
      aCommitteesMemberWrites(request);
      assertThat(columnsWith(WORDS)).containsExactlyInAnyOrderElementsOf(ERASED);
      families.publish(
          TestEvent.of(
              "org.retzef.family.erased.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"unit\":\"%s\",\"erasedAt\":\"2026-08-03T09:12:45Z\"}"
                  .formatted(family, Desk.DEPARTMENT)));
      await().untilAsserted(() -> assertThat(columnsWith(WORDS)).isEmpty());
      JsonNode left = worker.read("/requests/" + request);
      assertThat(left.get("amount").asString()).isEqualTo("100.00");
      assertThat(left.get("status").asString()).isEqualTo("ORDERED");
      assertThat(worker.read(voucher + "/signature").get("valid").asBoolean()).isTrue();
      worker
          .post(
              voucher + "/delivery",
              "{\"deliveredOn\": \"%s\"}".formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem"))),
              worker.eTag(voucher))
          .expectStatus()
          .isCreated();
    }
  }

  private String refusedAppealedAndApproved(Desk worker, String basket) {
    String request =
        Answers.id(
            worker.post(
                "/baskets/" + basket + "/requests",
                "{\"aspect\": \"BASIC_NEEDS\", \"items\": [%s]}".formatted(ITEM)));
    Desk lead = Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead");
    lead.decides(request, decision("RETURN", "\"reasonCode\": \"DETAILS_MISSING\","))
        .expectStatus()
        .isCreated();
    worker
        .patch(
            "/requests/" + request,
            "{\"items\": [%s]}".formatted(ITEM),
            worker.eTag("/requests/" + request))
        .expectStatus()
        .isOk();
    worker
        .patch(
            "/requests/" + request,
            "{\"status\": \"SUBMITTED\"}",
            worker.eTag("/requests/" + request))
        .expectStatus()
        .isOk();
    lead.decides(request, decision("REJECT", "\"reasonCode\": \"OTHER\","))
        .expectStatus()
        .isCreated();
    String appeal =
        Answers.id(
            worker.post(
                "/appeals",
                "{\"requestId\": \"%s\", \"ground\": \"OTHER\", \"note\": \"%s\"}"
                    .formatted(request, WORDS)));
    Desk national = Desk.of(http, "national-1", "IL", "national-manager");
    national
        .post(
            "/appeals/" + appeal + "/decision",
            "{\"outcome\": \"REOPENED\", \"reasonCode\": \"OTHER\", \"answer\": \"%s\"}"
                .formatted(WORDS),
            national.eTag("/appeals/" + appeal))
        .expectStatus()
        .isCreated();
    Desk.head(http).decides(request, decision("APPROVE", "")).expectStatus().isCreated();
    return request;
  }

  /** Which policies that are in force do not ask for. */
  private void aCommitteesMemberWrites(String request) {
    database
        .sql(
            """
            insert into vote (request_id, round, decided_by, decision, tier, note)
            values ('%s', 9, 'member-1', 'APPROVE', 2, '%s')
            """
                .formatted(request, WORDS))
        .then()
        .block();
  }

  private static String decision(String verdict, String reason) {
    return "{\"decision\": \"%s\", %s \"note\": \"%s\"}".formatted(verdict, reason, WORDS);
  }

  /** Those that are no ids, numbers, days, codes of a fixed list or bytes. */
  private List<String> columnsOfWords() {
    return names(
        """
        select c.table_name || '.' || c.column_name as name
          from information_schema.columns c
          join information_schema.tables t using (table_schema, table_name)
          join pg_class on pg_class.oid = ('public.' || table_name)::regclass and not relispartition
         where c.table_schema = 'public' and table_type = 'BASE TABLE'
           and (data_type in ('text', 'character varying', 'jsonb', 'json') or udt_name = '_text')
           and c.table_name <> 'flyway_schema_history'
        """);
  }

  /** In which columns of any table these words stand. */
  private List<String> columnsWith(String words) {
    return names(
        columnsOfWords().stream()
            .map(name -> name.split("\\."))
            .map(
                name ->
                    """
                    select '%1$s.%2$s' as name
                     where exists (select from "%1$s" where "%2$s"::text like '%%%3$s%%')
                    """
                        .formatted(name[0], name[1], words))
            .collect(Collectors.joining(" union all ")));
  }

  private List<String> names(String sql) {
    return database.sql(sql).map(row -> row.get("name", String.class)).all().collectList().block();
  }
}
