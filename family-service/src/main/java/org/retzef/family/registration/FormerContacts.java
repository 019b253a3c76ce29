package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.family.protection.FamilyKey;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Where families lived before, and how they were reached. */
@Repository
class FormerContacts {

  private final DatabaseClient database;

  FormerContacts(DatabaseClient database) {
    this.database = database;
  }

  /** Keeps the family's present contact details as former ones: sealed for the same row. */
  Mono<Void> keep(FamilyFile family, FamilyKey key) {
    ContactPeriod former = family.contacts().getLast();
    return database
        .sql(
            """
            insert into former_contact (family_id, since, preferred_language, sealed_contact)
            values (:familyId, :since, :language, :contact)
            """)
        .bind("familyId", family.id())
        .bind("since", former.since())
        .bind("language", former.preferredLanguage().code())
        .bind("contact", SealedContact.of(former).seal(family.id(), key))
        .then();
  }

  Mono<FamilyFile> addTo(FamilyFile family) {
    FamilyKey key = family.key();
    if (key == null) {
      return Mono.just(family);
    }
    return database
        .sql(
            """
            select since, preferred_language, sealed_contact from former_contact
             where family_id = :familyId order by since, id
            """)
        .bind("familyId", family.id())
        .map(row -> read(row, family.id(), key))
        .all()
        .collectList()
        .map(former -> Stream.concat(former.stream(), family.contacts().stream()).toList())
        .map(family::withContacts);
  }

  private static ContactPeriod read(Readable row, UUID familyId, FamilyKey key) {
    byte[] sealed = row.get("sealed_contact", byte[].class);
    return key.open(familyId, sealed, SealedContact.class)
        .since(
            row.get("since", LocalDate.class),
            Language.ofCode(row.get("preferred_language", String.class)));
  }
}
