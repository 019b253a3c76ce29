package org.retzef.family.registration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The family's own of every day; what a merged family brought is {@link #brought}. */
  Mono<FamilyFile> addTo(FamilyFile family) {
    return lines(family)
        .map(lines -> lines.getOrDefault(family.id(), List.of()))
        .map(former -> Stream.concat(former.stream(), family.contacts().stream()).toList())
        .map(family::withContacts);
  }

  /** Those of the families that were merged into this one, each oldest first. */
  Mono<List<List<ContactPeriod>>> brought(FamilyFile family) {
    return lines(family)
        .map(
            lines ->
                lines.entrySet().stream()
                    .filter(line -> !line.getKey().equals(family.id()))
                    .map(Map.Entry::getValue)
                    .toList());
  }

  /**
   * By the family of which they were recorded, in the order of their days: the former ones, and of
   * a merged family those that held last. A row of a family that came with another one was moved
   * twice: the first of the notes tells whose it was.
   */
  private Mono<Map<UUID, List<ContactPeriod>>> lines(FamilyFile family) {
    FamilyKey key = family.key();
    if (key == null) {
      return Mono.just(Map.of());
    }
    return database
        .sql(
            """
            with recursive merger (id, merged) as (
              select id, merged_id from family_merge
               where survivor_id = :familyId and undone_at is null
              union all
              select earlier.id, earlier.merged_id
                from merger join family_merge earlier on earlier.survivor_id = merger.merged
               where earlier.undone_at is null)
            select coalesce((select merger.merged
                               from merger join family_merge_row note on merge_id = merger.id
                              where table_name = 'former_contact' and family_column = 'family_id'
                                and row_key = jsonb_build_object('id', former_contact.id)
                              order by merger.id limit 1), :familyId) as recorded_of,
                   since, preferred_language, sealed_contact, former_contact.id
              from former_contact
             where family_id = :familyId
            union all
            select family.id, contact_since, preferred_language, sealed_contact, null
              from merger join family on family.id = merger.merged
             order by since, id
            """)
        .bind("familyId", family.id())
        .map(row -> Map.entry(row.get("recorded_of", UUID.class), read(row, family.id(), key)))
        .all()
        .collect(
            groupingBy(
                Map.Entry::getKey, LinkedHashMap::new, mapping(Map.Entry::getValue, toList())));
  }

  private static ContactPeriod read(Readable row, UUID familyId, FamilyKey key) {
    byte[] sealed = row.get("sealed_contact", byte[].class);
    return key.open(familyId, sealed, SealedContact.class)
        .since(
            row.get("since", LocalDate.class),
            Language.ofCode(row.get("preferred_language", String.class)));
  }
}
