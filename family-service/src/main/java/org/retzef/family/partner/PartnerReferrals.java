package org.retzef.family.partner;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.referral.Referral;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Referrals of partners in the database; who they are about is sealed with a key of each. */
@Repository
class PartnerReferrals {

  private static final String SELECT =
      """
      select id, referral.partner, reference, unit::text as unit, reason, wrapped_key, sealed, status,
             decline_reason, result, family_id, sent_at, expires_on, answered_at, referral.version
        from partner_referral as referral
      """;

  /** Those of a partner that tries things out reach nobody. */
  private static final String RECEIVED =
      """
      unit <@ :callerUnit::ltree
        and not exists (select from partner_agreement as agreement
                         where agreement.partner = referral.partner and sandbox)
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  PartnerReferrals(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** False where the partner's reference is there already. */
  Mono<Boolean> insert(UUID id, String partner, ReferRequest request, LocalDate expiresOn) {
    FamilyKey key = keys.create(id);
    return database
        .sql(
            """
            insert into partner_referral
              (id, partner, reference, unit, reason, wrapped_key, sealed, expires_on, status)
            values (:id, :partner, :reference, :unit::ltree, :reason, :key, :sealed, :expiresOn, 'SENT')
            on conflict (partner, reference) do nothing
            """)
        .bind("id", id)
        .bind("partner", partner)
        .bind("reference", request.reference())
        .bind("unit", request.unit().path())
        .bind("reason", request.reason().name())
        .bind("key", key.wrapped())
        .bind("sealed", key.seal(id, request.details()))
        .bind("expiresOn", expiresOn)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** How many of these references the partner has used before. */
  Mono<Integer> known(String partner, List<String> references) {
    return database
        .sql(
            """
            select count(*)::int as known from partner_referral
             where partner = :partner and reference = any(:references)
            """)
        .bind("partner", partner)
        .bind("references", references.toArray(String[]::new))
        .mapValue(Integer.class)
        .one();
  }

  Mono<PartnerReferral> withReference(String partner, String reference) {
    return database
        .sql(SELECT + "where referral.partner = :partner and reference = :reference")
        .bind("partner", partner)
        .bind("reference", reference)
        .map(PartnerReferrals::referral)
        .one();
  }

  Mono<PartnerReferral> ofPartner(String partner, UUID id) {
    return database
        .sql(SELECT + "where referral.partner = :partner and id = :id")
        .bind("partner", partner)
        .bind("id", id)
        .map(PartnerReferrals::referral)
        .one()
        .switchIfEmpty(Mono.error(PartnerReferralNotFound::new));
  }

  Mono<Page<PartnerReferral>> ofPartner(String partner, PageRequest page) {
    return database
        .sql(SELECT + "where referral.partner = :partner and id > :after order by id limit :limit")
        .bind("partner", partner)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(PartnerReferrals::referral)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.id().toString()));
  }

  /** Those that wait for an answer or a result, of the departments of the caller's unit. */
  Mono<Page<PartnerReferral>> waiting(Caller caller, PageRequest page) {
    return database
        .sql(
            SELECT
                + "where "
                + RECEIVED
                + " and status in ('SENT', 'ACCEPTED') and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(PartnerReferrals::referral)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.id().toString()));
  }

  Mono<ReceivedReferral> received(Caller caller, UUID id) {
    return received(caller, id, "");
  }

  /** As above, and nobody else changes it until this transaction ends. */
  Mono<ReceivedReferral> lock(Caller caller, UUID id) {
    return received(caller, id, " for update of referral");
  }

  private Mono<ReceivedReferral> received(Caller caller, UUID id, String lock) {
    return database
        .sql(SELECT + "where id = :id and " + RECEIVED + lock)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(PartnerReferralNotFound::new))
        .delayUntil(PartnerReferrals::touch);
  }

  private static Mono<Void> touch(ReceivedReferral found) {
    UUID family = found.familyId();
    return family == null ? Mono.empty() : AuditedRequest.touch(family);
  }

  /** What is declined or closed forgets who it was about. */
  Mono<Void> move(
      UUID id,
      Referral.Status status,
      Referral.@Nullable DeclineReason reason,
      Referral.@Nullable Result result,
      @Nullable UUID familyId) {
    return database
        .sql(
            """
            update partner_referral
               set status = :status, decline_reason = :reason, result = :result,
                   family_id = coalesce(:family::uuid, family_id),
                   answered_at = coalesce(answered_at, now()), version = version + 1,
                   sealed = case when :status = 'ACCEPTED' then sealed end,
                   wrapped_key = case when :status = 'ACCEPTED' then wrapped_key end
             where id = :id
            """)
        .bind("status", status.name())
        .bind("reason", Parameters.in(R2dbcType.VARCHAR, nameOf(reason)))
        .bind("result", Parameters.in(R2dbcType.VARCHAR, nameOf(result)))
        .bind("family", Parameters.in(R2dbcType.VARCHAR, familyId == null ? null : "" + familyId))
        .bind("id", id)
        .then();
  }

  /** Whose referrals nobody answered in time. */
  Flux<String> withOverdue(LocalDate today) {
    return database
        .sql(
            """
            select distinct partner from partner_referral
             where status = 'SENT' and expires_on < :today order by partner
            """)
        .bind("today", today)
        .mapValue(String.class)
        .all();
  }

  /**
   * Ends those of a partner that nobody answered in time and forgets who they were about; another
   * copy of the service passes over the same rows.
   */
  Mono<List<PartnerReferral>> expire(String partner, LocalDate today, int limit) {
    return database
        .sql(
            """
            update partner_referral as referral
               set status = 'EXPIRED', version = version + 1, sealed = null, wrapped_key = null
             where id in (select id from partner_referral
                           where partner = :partner and status = 'SENT' and expires_on < :today
                           order by expires_on, id limit :limit for update skip locked)
            returning id, partner, reference, unit::text as unit, reason, status, decline_reason,
                      result, sent_at, expires_on, answered_at, version
            """)
        .bind("partner", partner)
        .bind("today", today)
        .bind("limit", limit)
        .map(PartnerReferrals::referral)
        .all()
        .collectList();
  }

  private ReceivedReferral read(Readable row) {
    UUID id = row.get("id", UUID.class);
    byte[] wrapped = row.get("wrapped_key", byte[].class);
    byte[] sealed = row.get("sealed", byte[].class);
    return new ReceivedReferral(
        referral(row),
        wrapped == null || sealed == null
            ? null
            : keys.open(id, wrapped).open(id, sealed, ReferRequest.Details.class),
        row.get("family_id", UUID.class),
        row.get("version", Long.class));
  }

  private static PartnerReferral referral(Readable row) {
    return new PartnerReferral(
        row.get("id", UUID.class),
        row.get("partner", String.class),
        row.get("reference", String.class),
        new UnitPath(row.get("unit", String.class)),
        Referral.Reason.valueOf(row.get("reason", String.class)),
        Referral.Status.valueOf(row.get("status", String.class)),
        code(Referral.DeclineReason.class, row.get("decline_reason", String.class)),
        code(Referral.Result.class, row.get("result", String.class)),
        row.get("sent_at", Instant.class),
        row.get("expires_on", LocalDate.class),
        row.get("answered_at", Instant.class),
        row.get("version", Long.class));
  }

  private static @Nullable String nameOf(@Nullable Enum<?> code) {
    return code == null ? null : code.name();
  }

  private static <E extends Enum<E>> @Nullable E code(Class<E> type, @Nullable String code) {
    return code == null ? null : Enum.valueOf(type, code);
  }
}
