package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyErased;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.search.FamilyIndex;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Families in the database: countable facts in the open, who they are sealed. */
@Repository
public class Families {

  private static final String FAMILY =
      "select family.id, unit::text as unit, preferred_language, sealed_contact, contact_since,"
          + " registered_at, erased_at, version, wrapped_key, "
          + Members.COLUMNS
          + """
              from family
              left join family_key on family_key.family_id = family.id
            """
          + Members.JOINS;

  private final DatabaseClient database;
  private final FamilyKeys keys;
  private final FamilyIndex index;
  private final FormerContacts formerContacts;

  Families(
      DatabaseClient database, FamilyKeys keys, FamilyIndex index, FormerContacts formerContacts) {
    this.database = database;
    this.keys = keys;
    this.index = index;
    this.formerContacts = formerContacts;
  }

  /** The family as it was on a day; fails with {@link FamilyNotFound}. */
  Mono<Family> find(Caller caller, UUID id, LocalDate day) {
    return loadRead(caller, id)
        .flatMap(file -> withContactsOf(file, day))
        .map(file -> file.asOf(day))
        .flatMap(family -> caller.partner() == null ? Mono.just(family) : shared(caller, family));
  }

  /** As much of the family as it agreed that the partner may see. */
  private Mono<Family> shared(Caller partner, Family family) {
    Sight sight = Sight.nationalIds(partner);
    return database
        .sql("select %s as shared from family where family.id = :id".formatted(sight.sql()))
        .bind("id", family.id())
        .bindValues(sight.values())
        .mapValue(Boolean.class)
        .one()
        .map(isShared -> isShared ? family : family.withoutNationalIds());
  }

  /** All that is known of a family that the caller may read. */
  public Mono<FamilyFile> file(Caller caller, UUID id) {
    return loadRead(caller, id).flatMap(formerContacts::addTo);
  }

  private Mono<FamilyFile> withContactsOf(FamilyFile file, LocalDate day) {
    boolean known = file.contacts().stream().anyMatch(contact -> !contact.since().isAfter(day));
    return known ? Mono.just(file) : formerContacts.addTo(file);
  }

  /**
   * The file of a family that the caller may change, which nobody else changes until this
   * transaction ends: the first step of every change of who a family is. Refuses a version that is
   * not the present one, and tells what the family is like now.
   */
  public Mono<FamilyFile> lock(Caller caller, UUID id, ExpectedVersion expected, LocalDate today) {
    return changeableUnitOf(caller, id)
        .then(lockRow(id))
        .then(Mono.defer(() -> load(id)))
        .switchIfEmpty(Mono.defer(() -> notFound(caller, id)))
        .doOnNext(file -> expected.orRefuse(file.version(), file.asOf(today)))
        .filter(file -> file.erasedAt() == null)
        .switchIfEmpty(Mono.error(FamilyErased::new));
  }

  /**
   * The file of any family of the caller's unit, for who may erase it without having worked with
   * it; nothing of it but what is counted may be shown. Fails with {@link FamilyNotFound}, of a
   * merged family too: it is its survivor's.
   */
  public Mono<FamilyFile> fileOfUnit(Caller caller, UUID id) {
    return inUnit(caller, id, "");
  }

  /** As {@link #fileOfUnit}, and nobody else changes it until this transaction ends. */
  public Mono<FamilyFile> lockToErase(Caller caller, UUID id) {
    return inUnit(caller, id, " for update");
  }

  private Mono<FamilyFile> inUnit(Caller caller, UUID id, String lock) {
    return database
        .sql("select id from family where id = :id and unit <@ :callerUnit::ltree" + lock)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(row -> row.get("id", UUID.class))
        .one()
        .flatMap(this::load)
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /** First the lock, then the reading: members read while waiting would be those of before. */
  private Mono<Void> lockRow(UUID id) {
    return database.sql("select id from family where id = :id for update").bind("id", id).then();
  }

  /** The file under its next number, and found by what is new in it: the last step of a change. */
  public Mono<FamilyFile> count(FamilyFile changed) {
    return database
        .sql("update family set version = version + 1 where id = :id")
        .bind("id", changed.id())
        .then()
        .then(keepFindable(List.of(changed)))
        .thenReturn(changed.nextVersion());
  }

  private Mono<Void> keepFindable(Collection<FamilyFile> families) {
    return index.keep(families.stream().map(FamilyFile::findable).toList());
  }

  /** The new contact details; those of before are kept with their days. */
  public Mono<FamilyFile> changeContact(FamilyFile family, ContactPeriod next) {
    FamilyKey key = Objects.requireNonNull(family.key());
    return formerContacts
        .keep(family, key)
        .then(
            database
                .sql(
                    """
                    update family
                       set sealed_contact = :contact, preferred_language = :language,
                           contact_since = :since
                     where id = :id
                    """)
                .bind("contact", Contact.of(next).seal(family.id(), key))
                .bind("language", next.preferredLanguage().code())
                .bind("since", next.since())
                .bind("id", family.id())
                .then())
        .thenReturn(family.withContacts(List.of(next)));
  }

  /**
   * The file of a family that the caller may read. Most work with the family that they ask for;
   * what else would let a caller in, three more tables, is looked at after that.
   */
  private Mono<FamilyFile> loadRead(Caller caller, UUID id) {
    return AuditedRequest.touch(id)
        .then(load(id, Sight.listing(caller)))
        .switchIfEmpty(Mono.defer(() -> load(id, Sight.reading(caller))))
        .switchIfEmpty(Mono.defer(() -> notFound(caller, id)));
  }

  private Mono<FamilyFile> load(UUID id) {
    return load(id, "merged_into is null", Map.of());
  }

  private Mono<FamilyFile> load(UUID id, Sight sight) {
    return load(id, sight.sql(), sight.values());
  }

  private Mono<FamilyFile> load(UUID id, String condition, Map<String, Object> values) {
    return read(database
            .sql(FAMILY + " where family.id = :id and " + condition)
            .bind("id", id)
            .bindValues(values))
        .filter(families -> !families.isEmpty())
        .map(List::getFirst);
  }

  private Mono<List<FamilyFile>> read(DatabaseClient.GenericExecuteSpec query) {
    return Mono.defer(
        () -> {
          var rows = new FamilyRows(keys);
          return query.map(rows::read).all().then(Mono.fromSupplier(rows::families));
        });
  }

  /**
   * How to write to the family, or to the one that has taken it in; nothing else is opened of it.
   */
  Mono<ContactDetails> contactDetails(Caller caller, UUID id) {
    return database
        .sql(
            """
            with recursive way (id, next) as (
              select id, merged_into from family where id = :id
              union
              select family.id, family.merged_into from family join way on family.id = way.next)
            select family.id, preferred_language, sealed_contact, wrapped_key
              from way
              join family on family.id = way.id
              join family_key on family_id = family.id
             where way.next is null and unit <@ :callerUnit::ltree
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(this::readContactDetails)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  private ContactDetails readContactDetails(Readable row) {
    UUID id = row.get("id", UUID.class);
    FamilyKey key = keys.open(id, row.get("wrapped_key", byte[].class));
    Contact contact = key.open(id, row.get("sealed_contact", byte[].class), Contact.class);
    return new ContactDetails(
        new PhoneNumber(contact.phone()),
        Language.ofCode(row.get("preferred_language", String.class)));
  }

  /** Makes the search's marks of these families anew, from what is kept of them. */
  public Mono<Void> index(Collection<UUID> ids) {
    return files(ids).flatMap(this::keepFindable);
  }

  /**
   * All that is known of these families, whoever asks: to be compared, and shown to nobody who does
   * not see them. Erased ones are left out.
   */
  public Mono<List<FamilyFile>> files(Collection<UUID> ids) {
    return read(
        database
            .sql(
                FAMILY
                    + " where family.id = any(:ids) and wrapped_key is not null and merged_into is null")
            .bind("ids", ids.toArray(UUID[]::new)));
  }

  /**
   * The unit of a family that the caller may read, for features that hang on one: the first step of
   * everything that they show. Fails with {@link FamilyNotFound}.
   */
  public Mono<UnitPath> unitOf(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return AuditedRequest.touch(familyId)
        .then(
            database
                .sql(
                    "select unit::text as unit from family where family.id = :id and %s"
                        .formatted(sight.sql()))
                .bind("id", familyId)
                .bindValues(sight.values())
                .map(row -> new UnitPath(row.get("unit", String.class)))
                .one()
                .switchIfEmpty(Mono.defer(() -> notFound(caller, familyId))));
  }

  /**
   * As {@link #unitOf}, for a caller who wants to change something: the first step of a change.
   * Fails with {@link FamilyNotFound}, with {@link FamilyReadOnly} where the caller may look and no
   * more, and with {@link FamilyErased}.
   */
  public Mono<UnitPath> changeableUnitOf(Caller caller, UUID familyId) {
    Sight reading = Sight.reading(caller);
    Sight changing = Sight.changing(caller);
    return AuditedRequest.touch(familyId)
        .then(
            database
                .sql(
                    """
            select unit::text as unit, %s as changeable, erased_at
              from family where family.id = :id and %s
            """
                        .formatted(changing.sql(), reading.sql()))
                .bind("id", familyId)
                .bindValues(reading.valuesWith(changing))
                .map(Families::changeableUnit)
                .one()
                .switchIfEmpty(Mono.defer(() -> notFound(caller, familyId))));
  }

  /** Says where a merged family is now, to whoever sees the family that has taken it in. */
  private <T> Mono<T> notFound(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return notFound(familyId, sight.sql(), sight.values());
  }

  private <T> Mono<T> notFound(UUID familyId, String told, Map<String, Object> values) {
    return database
        .sql(
            """
            with recursive way (id, next) as (
              select id, merged_into from family where id = :id
              union
              select family.id, family.merged_into from family join way on family.id = way.next)
            select family.id from way join family on family.id = way.id
             where way.next is null and family.id <> :id and\s"""
                + told)
        .bind("id", familyId)
        .bindValues(values)
        .map(row -> row.get("id", UUID.class))
        .one()
        .delayUntil(AuditedRequest::touch)
        .flatMap(survivor -> Mono.<T>error(new FamilyMerged(survivor)))
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /**
   * Whether the caller may read the family now. Fails where nobody could, for there is none; of a
   * merged family with where it is now, whoever asks: it could be opened in an emergency.
   */
  public Mono<Boolean> isRead(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return database
        .sql(
            """
            select %s as is_read from family
             where family.id = :id and erased_at is null and merged_into is null
            """
                .formatted(sight.sql()))
        .bind("id", familyId)
        .bindValues(sight.values())
        .mapValue(Boolean.class)
        .one()
        .switchIfEmpty(Mono.defer(() -> notFound(familyId, "family.erased_at is null", Map.of())));
  }

  private static UnitPath changeableUnit(Readable row) {
    if (!Boolean.TRUE.equals(row.get("changeable", Boolean.class))) {
      throw new FamilyReadOnly();
    }
    if (row.get("erased_at", Instant.class) != null) {
      throw new FamilyErased();
    }
    return new UnitPath(row.get("unit", String.class));
  }

  /** What is sealed in a family's row. */
  record Contact(String phone, Address address) {

    static Contact of(ContactPeriod period) {
      return new Contact(period.phone().e164(), period.address());
    }

    byte[] seal(UUID row, FamilyKey key) {
      return key.seal(row, this);
    }

    ContactPeriod since(LocalDate day, Language language) {
      return new ContactPeriod(new PhoneNumber(phone), address, language, day);
    }

    @Override
    public String toString() {
      return "Contact";
    }
  }
}
