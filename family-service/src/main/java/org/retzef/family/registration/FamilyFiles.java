package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The files of families, to be read: countable facts in the open, who they are sealed. */
@Repository
public class FamilyFiles {

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
  private final FormerContacts formerContacts;
  private final Families families;

  FamilyFiles(
      DatabaseClient database, FamilyKeys keys, FormerContacts formerContacts, Families families) {
    this.database = database;
    this.keys = keys;
    this.formerContacts = formerContacts;
    this.families = families;
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

  /** Where the family lived, and then each that was merged into it; each oldest first. */
  public Mono<List<List<ContactPeriod>>> contactHistory(Caller caller, UUID id) {
    return file(caller, id)
        .flatMap(
            own ->
                formerContacts
                    .brought(own)
                    .map(brought -> Stream.concat(Stream.of(own.contacts()), brought.stream()))
                    .map(Stream::toList));
  }

  private Mono<FamilyFile> withContactsOf(FamilyFile file, LocalDate day) {
    boolean known = file.contacts().stream().anyMatch(contact -> !contact.since().isAfter(day));
    return known ? Mono.just(file) : formerContacts.addTo(file);
  }

  /**
   * The file of a family that the caller may read. Most work with the family that they ask for;
   * what else would let a caller in, three more tables, is looked at after that.
   */
  private Mono<FamilyFile> loadRead(Caller caller, UUID id) {
    return AuditedRequest.touch(id)
        .then(load(id, Sight.listing(caller)))
        .switchIfEmpty(Mono.defer(() -> load(id, Sight.reading(caller))))
        .switchIfEmpty(Mono.defer(() -> families.notFound(caller, id)));
  }

  /**
   * All that is known of these families, whoever asks: to be compared, and shown to nobody who does
   * not see them. Erased ones are left out.
   */
  public Mono<List<FamilyFile>> of(Collection<UUID> ids) {
    return read(
        database
            .sql(
                FAMILY
                    + " where family.id = any(:ids) and wrapped_key is not null and merged_into is null")
            .bind("ids", ids.toArray(UUID[]::new)));
  }

  /** The file of a family that was not merged into another, whoever asks. */
  Mono<FamilyFile> load(UUID id) {
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
    return AuditedRequest.touch(id)
        .then(
            database
                .sql(
                    Families.WAY_TO_SURVIVOR
                        + """
                        select family.id, preferred_language, sealed_contact, wrapped_key
                          from way
                          join family on family.id = way.id
                          join family_key on family_id = family.id
                         where way.next is null and unit <@ :callerUnit::ltree
                        """)
                .bind("id", id)
                .bind("callerUnit", caller.unitPath())
                .map(this::readContactDetails)
                .one())
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  private ContactDetails readContactDetails(Readable row) {
    UUID id = row.get("id", UUID.class);
    FamilyKey key = keys.open(id, row.get("wrapped_key", byte[].class));
    SealedContact contact =
        key.open(id, row.get("sealed_contact", byte[].class), SealedContact.class);
    return new ContactDetails(
        new PhoneNumber(contact.phone()),
        Language.ofCode(row.get("preferred_language", String.class)));
  }
}
