package org.retzef.family.registration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.search.FamilyIndex;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The files of families, for whoever changes them: locked first, counted last, and found by what is
 * new in them.
 */
@Repository
public class FilesToChange {

  private final DatabaseClient database;
  private final Families families;
  private final FamilyFiles files;
  private final FormerContacts formerContacts;
  private final FamilyIndex index;

  FilesToChange(
      DatabaseClient database,
      Families families,
      FamilyFiles files,
      FormerContacts formerContacts,
      FamilyIndex index) {
    this.database = database;
    this.families = families;
    this.files = files;
    this.formerContacts = formerContacts;
    this.index = index;
  }

  /**
   * The file of a family that the caller may change, which nobody else changes until this
   * transaction ends: the first step of every change of who a family is. First the lock, then the
   * reading: members read while waiting would be those of before. Refuses a version that is not the
   * present one, and tells what the family is like now.
   */
  public Mono<FamilyFile> lock(Caller caller, UUID id, ExpectedVersion expected, LocalDate today) {
    return families
        .lockChangeable(caller, id)
        .then(Mono.defer(() -> files.load(id)))
        .doOnNext(file -> expected.orRefuse(file.version(), file.asOf(today)));
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
    return AuditedRequest.touch(id)
        .then(
            database
                .sql("select id from family where id = :id and unit <@ :callerUnit::ltree" + lock)
                .bind("id", id)
                .bind("callerUnit", caller.unitPath())
                .map(row -> row.get("id", UUID.class))
                .one())
        .flatMap(files::load)
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
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
                .bind("contact", SealedContact.of(next).seal(family.id(), key))
                .bind("language", next.preferredLanguage().code())
                .bind("since", next.since())
                .bind("id", family.id())
                .then())
        .thenReturn(family.withContacts(List.of(next)));
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

  /** Makes the search's marks of these families anew, from what is kept of them. */
  public Mono<Void> index(Collection<UUID> ids) {
    return files.of(ids).flatMap(this::keepFindable);
  }

  private Mono<Void> keepFindable(Collection<FamilyFile> all) {
    return index.keep(all.stream().map(FamilyFile::findable).toList());
  }
}
