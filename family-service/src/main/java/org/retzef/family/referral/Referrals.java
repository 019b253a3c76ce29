package org.retzef.family.referral;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Referrals in the database; what was written about a family is sealed with its key. */
@Repository
class Referrals {

  private static final String SELECT =
      """
      select referral.id, referral.family_id, referral.unit::text as unit,
             to_unit::text as to_unit, to_partner, to_programme, reason, sealed_text, status,
             sent_at, expires_on, answered_at, decline_reason, result, sealed_result, closed_at,
             referral.version, wrapped_key, %s as knows_words
        from referral
        join family on family.id = referral.family_id
        left join family_key on family_key.family_id = referral.family_id
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  Referrals(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  Mono<Void> insert(UUID id, UUID familyId, UnitPath unit, SendRequest sent, Caller by) {
    return keys.of(familyId)
        .flatMap(
            key -> {
              var statement =
                  database
                      .sql(
                          """
                          insert into referral (id, family_id, unit, to_unit, to_partner,
                                                to_programme, reason, sealed_text, status, sent_by,
                                                expires_on)
                          values (:id, :familyId, :unit::ltree, :toUnit::ltree, :toPartner,
                                  :toProgramme, :reason, :text, 'SENT', :by, :expiresOn)
                          """)
                      .bind("id", id)
                      .bind("familyId", familyId)
                      .bind("unit", unit.path())
                      .bind("reason", sent.reason().name())
                      .bind("by", by.subject())
                      .bind("expiresOn", sent.expiresOn());
              UnitPath toUnit = sent.toUnit();
              statement = bind(statement, "toUnit", toUnit == null ? null : toUnit.path());
              statement = bind(statement, "toPartner", sent.toPartner());
              statement = bind(statement, "toProgramme", sent.toProgramme());
              return bindSealed(statement, "text", key, id, sent.text()).then();
            })
        .onErrorMap(DataIntegrityViolationException.class, Referrals::unknownProgramme);
  }

  /** Family and unit were looked at before; what is left for the foreign keys is the programme. */
  private static InvalidInput unknownProgramme(Throwable violation) {
    return new InvalidInput(Fault.of("toProgramme", "programme-unknown"));
  }

  /** A partner receives by its code, as long as the family agrees; anybody else by its unit. */
  private static String isReceiver(Caller caller) {
    return caller.partner() == null
        ? "to_unit <@ :callerUnit::ltree"
        : """
          to_partner = :partner
            and exists (select from consent
                         where consent.family_id = referral.family_id and partner = to_partner
                           and purpose = 'REFERRAL' and withdrawn_how is null
                           and during @> (now() at time zone 'Asia/Jerusalem')::date)
          """;
  }

  /** Whose family it is today: of who sees all of a unit, not of who sees those that it holds. */
  private static String hasFamily(Caller caller) {
    if (caller.partner() != null) {
      return "(to_partner = :partner and false)";
    }
    return Sight.isOfWholeUnit(caller) ? "family.unit <@ :callerUnit::ltree" : "false";
  }

  /** Who sent it still sees its state after the family has moved, and no words. */
  private static String hasSent(Caller caller) {
    return caller.partner() == null && Sight.isOfWholeUnit(caller)
        ? "referral.unit <@ :callerUnit::ltree"
        : hasFamily(caller);
  }

  private static String knowsWords(Caller caller) {
    return "(%s or (status in ('ACCEPTED', 'CLOSED') and %s))"
        .formatted(hasFamily(caller), isReceiver(caller));
  }

  private static GenericExecuteSpec bindCaller(GenericExecuteSpec statement, Caller caller) {
    return caller.partner() == null
        ? statement.bind("callerUnit", caller.unitPath())
        : statement.bind("partner", caller.partner());
  }

  /** For both sides; fails with {@link ReferralNotFound}. */
  Mono<Referral> find(Caller caller, UUID id) {
    return findBy(
        caller,
        id,
        "(%s or %s or %s)".formatted(hasFamily(caller), hasSent(caller), isReceiver(caller)));
  }

  /** For who is to answer it; nobody else changes it until this transaction ends. */
  Mono<Referral> lockIncoming(Caller caller, UUID id) {
    return findBy(caller, id, isReceiver(caller) + " for update of referral");
  }

  private Mono<Referral> findBy(Caller caller, UUID id, String condition) {
    var statement =
        database
            .sql(SELECT.formatted(knowsWords(caller)) + " where referral.id = :id and " + condition)
            .bind("id", id);
    return bindCaller(statement, caller)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(ReferralNotFound::new))
        .delayUntil(referral -> AuditedRequest.touch(referral.familyId()));
  }

  /** The worklist of one side. */
  Mono<Page<Referral>> seenBy(
      Caller caller, Direction direction, Referral.@Nullable Status status, PageRequest page) {
    String side = direction == Direction.INCOMING ? isReceiver(caller) : hasFamily(caller);
    var statement =
        bindCaller(
            database.sql(
                SELECT.formatted(knowsWords(caller))
                    + " where "
                    + side
                    + (status == null ? "" : " and status = :status")
                    + " and referral.id > :after order by referral.id limit :limit"),
            caller);
    if (status != null) {
      statement = statement.bind("status", status.name());
    }
    return pageOf(statement, page);
  }

  /** All that a family was sent to, as its own department sees it. */
  Mono<Page<Referral>> of(UUID familyId, PageRequest page) {
    return pageOf(
        database
            .sql(
                SELECT.formatted("true")
                    + " where referral.family_id = :familyId and referral.id > :after"
                    + " order by referral.id limit :limit")
            .bind("familyId", familyId),
        page);
  }

  private Mono<Page<Referral>> pageOf(GenericExecuteSpec statement, PageRequest page) {
    return statement
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, referral -> referral.id().toString()))
        .delayUntil(
            shown -> AuditedRequest.touch(shown.items().stream().map(Referral::familyId).toList()));
  }

  Mono<Void> answer(
      UUID id, Referral.Status answer, Referral.@Nullable DeclineReason reason, Caller by) {
    var statement =
        database
            .sql(
                """
                update referral
                   set status = :answer, decline_reason = :reason, answered_by = :by,
                       answered_at = now(), version = version + 1
                 where id = :id
                """)
            .bind("answer", answer.name())
            .bind("by", by.subject())
            .bind("id", id);
    return bind(statement, "reason", reason == null ? null : reason.name()).then();
  }

  /** A text needs the family's key; a result without one can be told of an erased family, too. */
  Mono<Void> close(Referral referral, ResultRequest told) {
    var statement =
        database
            .sql(
                """
                update referral
                   set status = 'CLOSED', result = :result, sealed_result = :text,
                       closed_at = now(), version = version + 1
                 where id = :id
                """)
            .bind("result", told.result().name())
            .bind("id", referral.id());
    return told.text() == null
        ? statement.bindNull("text", byte[].class).then()
        : keys.of(referral.familyId())
            .flatMap(key -> bindSealed(statement, "text", key, referral.id(), told.text()).then());
  }

  /** Ends what nobody answered in time; another copy of the service passes over the same rows. */
  Mono<List<Referral>> expire(LocalDate today, int limit) {
    return database
        .sql(
            """
            update referral set status = 'EXPIRED', version = version + 1
             where id in (select id from referral
                           where status = 'SENT' and expires_on < :today
                           order by expires_on, id limit :limit for update skip locked)
            returning id
            """)
        .bind("today", today)
        .bind("limit", limit)
        .mapValue(UUID.class)
        .all()
        .collectList()
        .flatMap(this::withoutTexts);
  }

  Mono<List<Referral>> expireOf(UUID familyId) {
    return database
        .sql(
            """
            update referral set status = 'EXPIRED', version = version + 1
             where family_id = :familyId and status = 'SENT'
            returning id
            """)
        .bind("familyId", familyId)
        .mapValue(UUID.class)
        .all()
        .collectList()
        .flatMap(this::withoutTexts);
  }

  private Mono<List<Referral>> withoutTexts(List<UUID> ids) {
    return database
        .sql(SELECT.formatted("false") + " where referral.id = any(:ids) order by referral.id")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(this::read)
        .all()
        .collectList();
  }

  private static GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable String value) {
    return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
  }

  private static GenericExecuteSpec bindSealed(
      GenericExecuteSpec statement, String name, FamilyKey key, UUID id, @Nullable String text) {
    return text == null
        ? statement.bindNull(name, byte[].class)
        : statement.bind(name, key.seal(id, text));
  }

  private Referral read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID familyId = row.get("family_id", UUID.class);
    String toUnit = row.get("to_unit", String.class);
    boolean knowsWords = Boolean.TRUE.equals(row.get("knows_words", Boolean.class));
    byte[] wrapped = row.get("wrapped_key", byte[].class);
    FamilyKey key = knowsWords && wrapped != null ? keys.open(familyId, wrapped) : null;
    return new Referral(
        id,
        familyId,
        new UnitPath(row.get("unit", String.class)),
        toUnit == null ? null : new UnitPath(toUnit),
        row.get("to_partner", String.class),
        row.get("to_programme", String.class),
        Referral.Reason.valueOf(row.get("reason", String.class)),
        text(key, id, row.get("sealed_text", byte[].class)),
        Referral.Status.valueOf(row.get("status", String.class)),
        row.get("sent_at", Instant.class),
        row.get("expires_on", LocalDate.class),
        row.get("answered_at", Instant.class),
        code(Referral.DeclineReason.class, row.get("decline_reason", String.class)),
        code(Referral.Result.class, row.get("result", String.class)),
        text(key, id, row.get("sealed_result", byte[].class)),
        row.get("closed_at", Instant.class),
        row.get("version", Long.class));
  }

  private static @Nullable String text(
      @Nullable FamilyKey key, UUID id, byte @Nullable [] written) {
    return key == null || written == null ? null : key.open(id, written, String.class);
  }

  private static <E extends Enum<E>> @Nullable E code(Class<E> type, @Nullable String code) {
    return code == null ? null : Enum.valueOf(type, code);
  }
}
