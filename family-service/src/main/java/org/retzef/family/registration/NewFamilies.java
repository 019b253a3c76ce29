package org.retzef.family.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.search.FamilyIndex;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Families that were not there before, put into the database. */
@Repository
class NewFamilies {

  /**
   * A family, its key, its marks and its members, one round trip; or none of it, where {@code
   * department} has no row.
   */
  private static final String INSERT =
      """
      new as (
        select *
          from unnest(:ids::uuid[], :units::text[], :languages::text[], :contacts::text[],
                      :since::date[], :registered::timestamptz[], :keys::text[], :marks::text[])
               as new (id, unit, language, contact, since, registered_at, key, marks)
         where exists (select from department)
      ), families as (
        insert into family
          (id, unit, preferred_language, sealed_contact, contact_since, registered_at, version)
        select id, unit::ltree, language, decode(contact, 'hex'), since, registered_at, 1 from new
      ), keys as (
        insert into family_key (family_id, wrapped_key) select id, decode(key, 'hex') from new
      ), marks as (
        insert into family_search (family_id, unit, marks, made_by)
        select id, unit::ltree, marks::bigint[], :madeBy from new
      )
      """;

  private static final String INSERT_MEMBERS =
      Members.INSERT + " where exists (select from department)";

  private final DatabaseClient database;
  private final FamilyIndex index;

  NewFamilies(DatabaseClient database, FamilyIndex index) {
    this.database = database;
    this.index = index;
  }

  /**
   * New families with their keys, members and marks: one statement, however many they are.
   *
   * @param with what is written by the same statement, first of all the {@code department}
   * @return the families; empty where there is no such department and nothing was written
   */
  Mono<List<FamilyFile>> insert(List<FamilyFile> families, StatementPart with) {
    List<UUID> ids = families.stream().map(FamilyFile::id).toList();
    return with.and(newFamilies(families))
        .and(new StatementPart(INSERT_MEMBERS, Members.valuesOf(families)))
        .whole(database)
        .fetch()
        .rowsUpdated()
        .filter(members -> members > 0)
        .flatMap(members -> AuditedRequest.touch(ids).thenReturn(families));
  }

  private StatementPart newFamilies(List<FamilyFile> families) {
    FamilyIndex.Marks marks = index.of(families.stream().map(FamilyFile::findable).toList());
    return new StatementPart(
        INSERT,
        Map.of(
            "ids",
            families.stream().map(FamilyFile::id).toArray(UUID[]::new),
            "units",
            families.stream().map(f -> f.unit().path()).toArray(String[]::new),
            "languages",
            families.stream().map(f -> f.preferredLanguage().code()).toArray(String[]::new),
            "contacts",
            families.stream().map(NewFamilies::sealedContact).toArray(String[]::new),
            "since",
            families.stream().map(f -> f.contacts().getLast().since()).toArray(LocalDate[]::new),
            "registered",
            families.stream().map(FamilyFile::registeredAt).toArray(Instant[]::new),
            "keys",
            families.stream().map(NewFamilies::wrappedKey).toArray(String[]::new),
            "marks",
            marks.marks(),
            "madeBy",
            marks.madeBy()));
  }

  private static String wrappedKey(FamilyFile family) {
    return HexFormat.of().formatHex(Objects.requireNonNull(family.key()).wrapped());
  }

  private static String sealedContact(FamilyFile family) {
    FamilyKey key = Objects.requireNonNull(family.key());
    return HexFormat.of()
        .formatHex(SealedContact.of(family.contacts().getLast()).seal(family.id(), key));
  }
}
