package org.retzef.family.consent;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Consents in the database, of families that the caller was let in to before. */
@Repository
public class Consents {

  private static final String COLUMNS =
      """
      id, family_id, partner, purpose, includes_national_ids, includes_outreach, given_how,
      lower(during) as given_on, upper(during) - 1 as valid_until, withdrawn_how, version
      """;

  private static final String SELECT = "select " + COLUMNS + " from consent ";

  private final DatabaseClient database;

  Consents(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Whether the family agrees on that day that the partner learns of it for the purpose. Until this
   * transaction ends nobody withdraws what allows it.
   */
  public Mono<Boolean> allows(UUID familyId, String partner, Purpose purpose, LocalDate day) {
    return database
        .sql(
            """
            select true as allowed from consent
             where family_id = :familyId and partner = :partner and purpose = :purpose
               and withdrawn_how is null and during @> :day::date
               for share
            """)
        .bind("familyId", familyId)
        .bind("partner", partner)
        .bind("purpose", purpose.name())
        .bind("day", day)
        .mapValue(Boolean.class)
        .one()
        .defaultIfEmpty(false);
  }

  /** Fails with {@link ConsentOverlaps} where the exclusion constraint finds another. */
  Mono<Consent> insert(UUID id, UUID familyId, GiveConsentRequest given, Caller by) {
    var statement =
        database
            .sql(
                """
                insert into consent (id, family_id, partner, purpose, includes_national_ids,
                                     includes_outreach, given_how, during, recorded_by)
                values (:id, :familyId, :partner, :purpose, :nationalIds, :outreach, :how,
                        daterange(:from, :until, '[]'), :by)
                returning
                """
                    + COLUMNS)
            .bind("id", id)
            .bind("familyId", familyId)
            .bind("partner", given.partner())
            .bind("purpose", given.purpose().name())
            .bind("nationalIds", Boolean.TRUE.equals(given.includesNationalIds()))
            .bind("outreach", Boolean.TRUE.equals(given.includesOutreach()))
            .bind("how", given.how().name())
            .bind("from", given.givenOn())
            .bind("by", by.subject());
    LocalDate until = given.validUntil();
    statement =
        until == null
            ? statement.bindNull("until", LocalDate.class)
            : statement.bind("until", until);
    return statement
        .map(Consents::read)
        .one()
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new ConsentOverlaps());
  }

  Mono<Consent> find(UUID familyId, UUID id) {
    return findBy(SELECT + "where family_id = :familyId and id = :id", familyId, id);
  }

  /**
   * A consent of the family or of one that was merged into it; nobody else changes it until this
   * transaction ends.
   */
  Mono<Consent> lock(UUID familyId, UUID id) {
    return findBy(
        SELECT
            + """
            where id = :id and family_id in (
              with recursive taken_in (family) as (
                select :familyId::uuid
                union
                select family.id from family join taken_in on merged_into = taken_in.family)
              select family from taken_in)
              for update of consent
            """,
        familyId,
        id);
  }

  private Mono<Consent> findBy(String sql, UUID familyId, UUID id) {
    return database
        .sql(sql)
        .bind("familyId", familyId)
        .bind("id", id)
        .map(Consents::read)
        .one()
        .switchIfEmpty(Mono.error(ConsentNotFound::new));
  }

  /** From this moment on; the day of withdrawal is the last one that the record shows. */
  Mono<Consent> withdraw(UUID id, Consent.How how, LocalDate today) {
    return database
        .sql(
            """
            update consent
               set during = daterange(lower(during), :today, '[]'), withdrawn_how = :how,
                   version = version + 1
             where id = :id
            returning
            """
                + COLUMNS)
        .bind("today", today)
        .bind("how", how.name())
        .bind("id", id)
        .map(Consents::read)
        .one();
  }

  /** The family's own that holds for the same. */
  Mono<Consent> withdrawSame(UUID familyId, Consent withdrawn, LocalDate today) {
    return database
        .sql(
            """
            update consent
               set during = daterange(lower(during), :today, '[]'), withdrawn_how = :how,
                   version = version + 1
             where family_id = :familyId and partner = :partner and purpose = :purpose
               and withdrawn_how is null and during @> :today::date
            returning
            """
                + COLUMNS)
        .bind("today", today)
        .bind("how", String.valueOf(withdrawn.withdrawnHow()))
        .bind("familyId", familyId)
        .bind("partner", withdrawn.partner())
        .bind("purpose", withdrawn.purpose().name())
        .map(Consents::read)
        .one();
  }

  /** What one family has withdrawn ends for the other where it was given before that; noted. */
  Flux<Consent> endWithdrawn(UUID mergeId, UUID mergedId, UUID survivorId, LocalDate today) {
    return database
        .sql(
            """
            with denied as (
              select distinct on (own.id) own.id as denied_id, own.during as denied_during,
                     own.version as denied_version, withdrawn.withdrawn_how as denied_how
                from consent own
                join consent withdrawn using (partner, purpose)
               where own.family_id = :survivor and own.withdrawn_how is null
                 and coalesce(upper(own.during) > :today, true)
                 and withdrawn.family_id = :merged and withdrawn.withdrawn_how is not null
                 and own.during && withdrawn.during
               order by own.id, upper(withdrawn.during) desc
            ), noted as (
              insert into family_merge_consent (merge_id, consent_id, during, version)
              select :merge, denied_id, denied_during, denied_version + 1 from denied)
            update consent
               set during = daterange(lower(during), :today, '[]'), withdrawn_how = denied_how,
                   version = version + 1
              from denied where id = denied_id
            returning
            """
                + COLUMNS)
        .bind("merge", mergeId)
        .bind("merged", mergedId)
        .bind("survivor", survivorId)
        .bind("today", today)
        .map(Consents::read)
        .all();
  }

  /** Not where the family was asked again since. */
  Flux<Consent> giveBack(UUID mergeId) {
    return database
        .sql(
            """
            with before as (
              select consent_id, during as held, version as ended
                from family_merge_consent where merge_id = :merge)
            update consent
               set during = held, withdrawn_how = null, version = version + 1
              from before
             where id = consent_id and version = ended
               and not exists (select from consent later
                                where later.family_id = consent.family_id
                                  and later.partner = consent.partner
                                  and later.purpose = consent.purpose
                                  and later.id > consent.id and later.during && held)
            returning
            """
                + COLUMNS)
        .bind("merge", mergeId)
        .map(Consents::read)
        .all();
  }

  Mono<Page<Consent>> of(UUID familyId, PageRequest page) {
    return database
        .sql(SELECT + "where family_id = :familyId and id > :after order by id limit :limit")
        .bind("familyId", familyId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Consents::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, consent -> consent.id().toString()));
  }

  private static Consent read(Readable row) {
    return new Consent(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("partner", String.class),
        Purpose.valueOf(row.get("purpose", String.class)),
        Boolean.TRUE.equals(row.get("includes_national_ids", Boolean.class)),
        Boolean.TRUE.equals(row.get("includes_outreach", Boolean.class)),
        Consent.How.valueOf(row.get("given_how", String.class)),
        row.get("given_on", LocalDate.class),
        row.get("valid_until", LocalDate.class),
        how(row.get("withdrawn_how", String.class)),
        row.get("version", Long.class));
  }

  private static Consent.@Nullable How how(@Nullable String code) {
    return code == null ? null : Consent.How.valueOf(code);
  }
}
