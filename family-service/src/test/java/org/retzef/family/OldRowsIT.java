package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

/** What migrations make of rows that earlier versions of the service have written. */
@RetzefIT
@TestPropertySource(properties = "spring.flyway.target=97")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldRowsIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  private static final String FIRST = "00000000-0000-7000-8000-000000000001";
  private static final String SECOND = "00000000-0000-7000-8000-000000000002";
  private static final String THIRD = "00000000-0000-7000-8000-000000000003";

  @Autowired private DatabaseClient database;
  @Autowired private Flyway flyway;

  private final String erased = newId();
  private final String erasedTwin = newId();
  private final String known = newId();
  private String denied;
  private String ofAnotherPartner;
  private String ofFamiliesThatParted;
  private String activity;
  private final Map<String, String> assigned = new LinkedHashMap<>();

  @BeforeAll
  void migrate() {
    serviceUsers();
    conflictsOfInterest();
    partnerReferrals();
    consents();
    activities();
    assignments();
    Flyway.configure()
        .configuration(flyway.getConfiguration())
        .target(MigrationVersion.LATEST)
        .load()
        .migrate();
  }

  private void serviceUsers() {
    String survivor = family("2020-02-03");
    String merged = family("2021-05-06");
    String merge = merged(survivor, merged, "null");
    run(
        """
        insert into family_merge_member (merge_id, member_id, relation, relation_since, twin_id)
        values ('%s', '%s', 'HEAD', '2020-01-01', '%s')
        """,
        merge, head(merged), head(survivor));
    serviceUser(erased, head(survivor));
    serviceUser(erasedTwin, head(merged));
    serviceUser(known, head(family("2020-02-03")));
    run(
        """
        insert into service_user_key (service_user_id, wrapped_key, sealed_identity)
        values ('%s', '', '')
        """,
        known);
  }

  private void serviceUser(String id, String member) {
    run(
        """
        insert into service_user (id, birth_date, sex, member_id, registered_at, version)
        values ('%s', '1985-06-07', 'FEMALE', '%s', now(), 1)
        """,
        id, member);
    run(
        """
        insert into timeline_entry (family_id, at, kind, facts)
        select family_id, now(), 'service-user.linked',
               jsonb_build_object('serviceUserId', '%s', 'memberId', id)
          from member where id = '%s'
        """,
        id, member);
  }

  @Test
  void leadsToAServiceUserOnTheTimelineUntilTheErasure() {
    String entries =
        "select count(*)::text from timeline_entry where facts ->> 'serviceUserId' = '%s'";
    assertThat(text(entries, known)).isEqualTo("1");
    assertThat(text(entries, erased)).isEqualTo("0");
    assertThat(text(entries, erasedTwin)).isEqualTo("0");
  }

  @Test
  void leavesOfAnErasedServiceUserTheYearAndTheDaysInAFamily() {
    for (String id : new String[] {erased, erasedTwin}) {
      assertThat(
              text(
                  """
                  select concat_ws(' ', birth_date, in_erased_family, member_id, version)
                    from service_user where id = '%s'
                  """,
                  id))
          .isEqualTo("1985-01-01 [2020-02-03,) 2");
    }
    assertThat(text("select birth_date::text from service_user where id = '%s'", known))
        .isEqualTo("1985-06-07");
  }

  private void conflictsOfInterest() {
    String family = family("2020-02-03");
    for (String declared : new String[] {FIRST, SECOND, THIRD}) {
      conflictOfInterest(declared, family, "w-1");
    }
    conflictOfInterest(newId(), family, "w-2");
    run("insert into outbox_head values ('retzef.family.events', '%s', 1)", SECOND);
  }

  private void conflictOfInterest(String id, String family, String worker) {
    run(
        """
        insert into conflict_of_interest (id, family_id, worker, tie, declared_by)
        values ('%s', '%s', '%s', 'RELATIVE', 'h-1')
        """,
        id, family, worker);
  }

  @Test
  void keepsTheFirstDeclarationOfAWorkerAndTellsThatTheOthersEnded() {
    assertThat(
            text(
                """
                select string_agg(right(id::text, 1) || coalesce(ended_by, ''), ' ' order by id)
                  from conflict_of_interest where worker = 'w-1'
                """))
        .isEqualTo("1 2retzef 3retzef");
    assertThat(text("select ended_by is null from conflict_of_interest where worker = 'w-2'"))
        .isEqualTo("true");
    assertThat(told(SECOND)).isEqualTo("2 ENDED");
    assertThat(told(THIRD)).isEqualTo("1 ENDED");
  }

  private void partnerReferrals() {
    referral("old", TODAY.minusDays(100), "'SENT', null");
    referral("new", TODAY.minusDays(1), "'SENT', null");
    referral("declined", TODAY.minusDays(100), "'DECLINED', 'NO_ROOM'");
  }

  private void referral(String reference, LocalDate sentOn, String state) {
    run(
        """
        insert into partner_referral
          (id, partner, reference, unit, reason, sent_at, status, decline_reason)
        values (uuidv7(), 'NGO-DEMO', '%s', '%s', 'RIGHTS',
                '%s 12:00'::timestamp at time zone 'Asia/Jerusalem', %s)
        """,
        reference, Desk.DEPARTMENT, sentOn, state);
  }

  @Test
  void givesReferralsOfPartnersThatWaitTwoWeeksAtLeast() {
    assertThat(lastDay("old")).isEqualTo(TODAY.plusDays(14));
    assertThat(lastDay("new")).isEqualTo(TODAY.plusDays(29));
    assertThat(lastDay("declined")).isEqualTo(TODAY.minusDays(70));
  }

  private LocalDate lastDay(String reference) {
    return LocalDate.parse(
        text("select expires_on::text from partner_referral where reference = '%s'", reference));
  }

  private void consents() {
    String survivor = family("2020-02-03");
    denied = consent(survivor, "NGO-1", "[2026-01-01,)", "null");
    ofAnotherPartner = consent(survivor, "NGO-2", "[2026-01-01,)", "null");
    withdrawnByTheMerged(survivor, "null");
    String parted = family("2020-02-03");
    ofFamiliesThatParted = consent(parted, "NGO-1", "[2026-01-01,)", "null");
    withdrawnByTheMerged(parted, "now()");
  }

  private void withdrawnByTheMerged(String survivor, String undoneAt) {
    String merge = merged(survivor, family("2020-02-03"), undoneAt);
    run(
        """
        insert into family_merge_row (merge_id, table_name, family_column, row_key)
        values ('%s', 'consent', 'family_id', jsonb_build_object('id', '%s'::uuid))
        """,
        merge, consent(survivor, "NGO-1", "[2026-01-10,2026-02-01]", "'SMS'"));
  }

  private String consent(String family, String partner, String during, String withdrawnHow) {
    return text(
        """
        insert into consent (id, family_id, partner, purpose, includes_national_ids, given_how,
                             during, withdrawn_how, recorded_by)
        values (uuidv7(), '%s', '%s', 'REFERRAL', false, 'ORAL', '%s', %s, 'w-1')
        returning id::text
        """,
        family, partner, during, withdrawnHow);
  }

  @Test
  void endsConsentsOfASurvivorThatTheMergedFamilyHadWithdrawnAndTellsIt() {
    assertThat(held(denied)).isEqualTo("[2026-01-01,%s) SMS".formatted(TODAY.plusDays(1)));
    assertThat(held(ofAnotherPartner)).isEqualTo("[2026-01-01,)");
    assertThat(held(ofFamiliesThatParted)).isEqualTo("[2026-01-01,)");
    assertThat(
            text("select during::text from family_merge_consent where consent_id = '%s'", denied))
        .isEqualTo("[2026-01-01,)");
    assertThat(
            text(
                """
                select concat_ws(' ', agg_version = version, payload::json ->> 'status')
                  from outbox join outbox_head using (topic, aggregate_id)
                 where payload like '%%%s%%'
                """,
                denied))
        .isEqualTo("t WITHDRAWN");
  }

  private String held(String consent) {
    return text(
        "select concat_ws(' ', during, withdrawn_how) from consent where id = '%s'", consent);
  }

  private void activities() {
    activity =
        text(
            """
            insert into centre_activity
              (id, centre, kind, domain, held_on, other_participants, recorded_by)
            values (uuidv7(), '%s', 'COMMUNITY', 'RIGHTS', '2024-05-06', 40, 'o-1')
            returning id::text
            """,
            Desk.DEPARTMENT);
    run(
        "insert into activity_participant values ('%1$s', '%2$s'), ('%1$s', '%3$s')",
        activity, known, erased);
  }

  @Test
  void tellsActivitiesThatWereRecordedBeforeTheyWereTold() {
    assertThat(
            text(
                """
                select concat_ws(' ', topic, type, agg_version, version,
                                 payload::jsonb = jsonb_build_object(
                                   'activityId', aggregate_id, 'unit', '%s', 'kind', 'COMMUNITY',
                                   'domain', 'RIGHTS', 'heldOn', '2024-05-06', 'serviceUsers', 2,
                                   'otherParticipants', 40, 'departmentWorkers', 0))
                  from outbox join outbox_head using (topic, aggregate_id)
                 where aggregate_type = 'activity' and aggregate_id = '%s'
                """,
                Desk.DEPARTMENT, activity))
        .isEqualTo("retzef.family.events org.retzef.activity.recorded.v1 1 1 t");
  }

  private void assignments() {
    assigned("TEAM_LEAD", "ACTIVE");
    assigned("FAMILY_SOCIAL_WORKER", "HANDED_OVER", "PROPOSED");
    assigned("FAMILY_SOCIAL_WORKER", "ENDED", "DECLINED");
    assigned("OTZMA_WORKER", "DECLINED", "HANDED_OVER");
    assigned("FAMILY_COMPANION", "ACTIVE");
    assigned("FAMILY_SOCIAL_WORKER");
  }

  private void assigned(String role, String... statuses) {
    String family = family("2020-02-03");
    assigned.put(role + List.of(statuses), family);
    for (String status : statuses) {
      run(
          """
          insert into assignment (id, family_id, unit, worker, field_role, status, proposed_by,
                                  ended_at)
          select uuidv7(), id, unit, 'w-1', '%1$s', '%2$s', 'h-1',
                 case when '%2$s' in ('PROPOSED', 'ACTIVE') then null else now() end
            from family where id = '%3$s'
          """,
          role, status, family);
    }
  }

  @Test
  void notesWhyNobodyIsInChargeOfAFamily() {
    Map<String, String> noted = new LinkedHashMap<>();
    assigned.forEach(
        (how, family) ->
            noted.put(
                how,
                text("select coalesce(unattended, 'no') from family where id = '%s'", family)));
    assertThat(noted)
        .containsExactly(
            entry("TEAM_LEAD[ACTIVE]", "no"),
            entry("FAMILY_SOCIAL_WORKER[HANDED_OVER, PROPOSED]", "PROPOSED"),
            entry("FAMILY_SOCIAL_WORKER[ENDED, DECLINED]", "DECLINED"),
            entry("OTZMA_WORKER[DECLINED, HANDED_OVER]", "ENDED"),
            entry("FAMILY_COMPANION[ACTIVE]", "NEVER_ASSIGNED"),
            entry("FAMILY_SOCIAL_WORKER[]", "NEVER_ASSIGNED"));
  }

  private String merged(String survivor, String merged, String undoneAt) {
    return text(
        """
        insert into family_merge
          (id, survivor_id, merged_id, reason, merged_by, merged_at, undone_by, undone_at)
        values (uuidv7(), '%s', '%s', 'REGISTERED_TWICE', 'l-1', now(),
                case when %4$s::timestamptz is not null then 'l-1' end, %4$s)
        returning id::text
        """
            .replace("%4$s", undoneAt),
        survivor,
        merged);
  }

  private String family(String since) {
    String id =
        text(
            """
            insert into family (id, unit, preferred_language, sealed_contact, contact_since)
            values (uuidv7(), '%s', 'he', '', '%s') returning id::text
            """,
            Desk.DEPARTMENT, since);
    run(
        """
        insert into member (id, family_id, relation, sex, birth_date, sealed_identity, joined_on,
                            relation_since)
        values (uuidv7(), '%1$s', 'HEAD', 'FEMALE', '1985-06-07', '', '%2$s', '%2$s')
        """,
        id, since);
    return id;
  }

  private String head(String family) {
    return text("select id::text from member where family_id = '%s' and relation = 'HEAD'", family);
  }

  private String told(String aggregate) {
    return text(
        """
        select concat_ws(' ', agg_version, payload::json ->> 'status')
          from outbox where aggregate_id = '%s'
        """,
        aggregate);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private void run(String sql, Object... values) {
    database.sql(sql.formatted(values)).then().block();
  }

  private String text(String sql, Object... values) {
    return database.sql(sql.formatted(values)).map(row -> String.valueOf(row.get(0))).one().block();
  }
}
