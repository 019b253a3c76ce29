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
import reactor.core.publisher.Mono;

/** Consents in the database, of families that the caller was let in to before. */
@Repository
public class Consents {

  private static final String COLUMNS =
      """
      id, family_id, partner, purpose, includes_national_ids, given_how,
      lower(during) as given_on, upper(during) - 1 as valid_until, withdrawn_how, version
      """;

  private static final String SELECT = "select " + COLUMNS + " from consent ";

  private final DatabaseClient database;

  Consents(DatabaseClient database) {
    this.database = database;
  }

  /** Whether the family agrees on that day that the partner learns of it for the purpose. */
  public Mono<Boolean> allows(UUID familyId, String partner, Purpose purpose, LocalDate day) {
    return database
        .sql(
            """
            select exists (select from consent
                     where family_id = :familyId and partner = :partner and purpose = :purpose
                       and withdrawn_how is null and during @> :day::date) as allowed
            """)
        .bind("familyId", familyId)
        .bind("partner", partner)
        .bind("purpose", purpose.name())
        .bind("day", day)
        .mapValue(Boolean.class)
        .one();
  }

  /** Fails with {@link ConsentOverlaps} where the exclusion constraint finds another. */
  Mono<Consent> insert(UUID id, UUID familyId, GiveConsentRequest given, Caller by) {
    var statement =
        database
            .sql(
                """
                insert into consent (id, family_id, partner, purpose, includes_national_ids,
                                     given_how, during, recorded_by)
                values (:id, :familyId, :partner, :purpose, :nationalIds, :how,
                        daterange(:from, :until, '[]'), :by)
                returning
                """
                    + COLUMNS)
            .bind("id", id)
            .bind("familyId", familyId)
            .bind("partner", given.partner())
            .bind("purpose", given.purpose().name())
            .bind("nationalIds", Boolean.TRUE.equals(given.includesNationalIds()))
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

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Consent> lock(UUID familyId, UUID id) {
    return findBy(SELECT + "where family_id = :familyId and id = :id for update", familyId, id);
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
