package org.retzef.family.contact;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.LifeDomain;
import org.retzef.family.overlay.Mode;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The contacts in the database, of families that the caller was let in to before: countable facts
 * in the open, notes sealed.
 */
@Repository
class Contacts {

  /** Sorts after every id: where a list begins that shows the latest first. */
  private static final UUID AFTER_ALL_IDS = new UUID(-1, -1);

  private static final String SELECT =
      """
      select contact.id, contact.family_id, contact.unit::text as unit, kind, direction,
             happened_on, duration_minutes, domains, worker, logged_by, sealed_note, corrects,
             correction, logged_at, contact.version, wrapped_key
        from contact
        left join family_key on family_key.family_id = contact.family_id
       where contact.family_id = :familyId
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  Contacts(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * Tells whether there is an emergency in the contact's unit, or above it, on the contact's day.
   */
  Mono<Mode> insert(Contact contact, FamilyKey key) {
    var statement =
        database
            .sql(
                """
                insert into contact
                  (id, family_id, unit, kind, direction, happened_on, duration_minutes, domains,
                   worker, logged_by, sealed_note, corrects, logged_at, version)
                values (:id, :familyId, :unit::ltree, :kind, :direction, :happenedOn, :duration,
                        :domains, :worker, :loggedBy, :note, :corrects, :loggedAt, :version)
                returning case when exists (select from emergency_overlay overlay
                                             where overlay.unit @> contact.unit
                                               and during @> happened_on)
                               then 'EMERGENCY' else 'ROUTINE' end as mode
                """)
            .bind("id", contact.id())
            .bind("familyId", contact.familyId())
            .bind("unit", contact.unit().path())
            .bind("kind", contact.kind().name())
            .bind("direction", contact.direction().name())
            .bind("happenedOn", contact.happenedOn())
            .bind("domains", contact.domains().stream().map(Enum::name).toArray(String[]::new))
            .bind("worker", contact.worker())
            .bind("loggedAt", contact.loggedAt())
            .bind("version", contact.version());
    byte[] note = contact.note() == null ? null : key.seal(contact.id(), contact.note());
    statement = bind(statement, "duration", contact.durationMinutes(), Integer.class);
    statement = bind(statement, "note", note, byte[].class);
    statement = bind(statement, "loggedBy", contact.loggedBy(), String.class);
    return bind(statement, "corrects", contact.corrects(), UUID.class)
        .map(row -> Mode.valueOf(row.get("mode", String.class)))
        .one();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }

  Mono<Void> correct(Contact corrected, Contact.Correction reason, String corrector) {
    return database
        .sql(
            """
            update contact
               set correction = :reason, corrected_by = :corrector, version = :version
             where id = :id
            """)
        .bind("reason", reason.name())
        .bind("corrector", corrector)
        .bind("version", corrected.version())
        .bind("id", corrected.id())
        .then();
  }

  Mono<Contact> find(UUID familyId, UUID id) {
    return findBy(SELECT + " and contact.id = :id", familyId, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Contact> lock(UUID familyId, UUID id) {
    return findBy(SELECT + " and contact.id = :id for update of contact", familyId, id);
  }

  private Mono<Contact> findBy(String sql, UUID familyId, UUID id) {
    return database
        .sql(sql)
        .bind("familyId", familyId)
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(ContactNotFound::new));
  }

  /** Latest logged first. */
  Mono<Page<Contact>> of(UUID familyId, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and contact.id < :before
                 order by contact.id desc
                 limit :limit
                """)
        .bind("familyId", familyId)
        .bind("before", page.after(AFTER_ALL_IDS, UUID::fromString))
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(contacts -> Page.of(contacts, page, contact -> contact.id().toString()));
  }

  private Contact read(Readable row) {
    UUID id = row.get("id", UUID.class);
    UUID familyId = row.get("family_id", UUID.class);
    String correction = row.get("correction", String.class);
    return new Contact(
        id,
        familyId,
        new UnitPath(row.get("unit", String.class)),
        Contact.Kind.valueOf(row.get("kind", String.class)),
        Contact.Direction.valueOf(row.get("direction", String.class)),
        row.get("happened_on", LocalDate.class),
        row.get("duration_minutes", Integer.class),
        Arrays.stream(row.get("domains", String[].class)).map(LifeDomain::valueOf).toList(),
        row.get("worker", String.class),
        row.get("logged_by", String.class),
        note(id, familyId, row),
        row.get("corrects", UUID.class),
        correction == null ? null : Contact.Correction.valueOf(correction),
        row.get("logged_at", Instant.class),
        row.get("version", Long.class));
  }

  /** Nothing once the family's key is gone. */
  private @Nullable String note(UUID id, UUID familyId, Readable row) {
    byte[] sealed = row.get("sealed_note", byte[].class);
    byte[] wrappedKey = row.get("wrapped_key", byte[].class);
    return sealed == null || wrappedKey == null
        ? null
        : keys.open(familyId, wrappedKey).open(id, sealed, String.class);
  }
}
