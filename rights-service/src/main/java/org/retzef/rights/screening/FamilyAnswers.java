package org.retzef.rights.screening;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.rights.catalogue.PublishedRules;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.family.FamilyNotFound;
import org.retzef.rights.family.KnownFamily;
import org.retzef.rights.protection.FamilyKey;
import org.retzef.rights.protection.FamilyKeys;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was ever answered of a family: sealed, and never asked twice within a year. */
@Repository
class FamilyAnswers {

  private final DatabaseClient database;
  private final FamilyKeys keys;

  FamilyAnswers(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * All that is known of a family, and by which catalogue to decide, in one statement. Whoever else
   * screens it at this moment waits until this transaction ends, and then reads what it wrote: the
   * locked row is read anew.
   *
   * @param within the unit whose families are seen; any other is {@link FamilyNotFound}
   */
  Mono<FamilyFile> lock(UnitPath within, UUID familyId, LocalDate asOf) {
    return database
        .sql(
            """
            select id, known_family.unit::text as unit, members, minors, enrolled, wrapped_key,
                   sealed,
                   array(select form from emergency_overlay
                          where emergency_overlay.unit @> known_family.unit
                            and first_day <= :asOf and (last_day is null or last_day >= :asOf)
                          order by form) as emergencies,
                   %s as catalogue
              from known_family
              join family_key on family_key.family_id = id
              join family_answers on family_answers.family_id = id
             where id = :id and known_family.unit <@ :within::ltree
               and erased_at is null and merged_into is null
               for update of family_answers
            """
                .formatted(PublishedRules.STAMP))
        .bind("asOf", asOf)
        .bind("id", familyId)
        .bind("within", within.path())
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  private FamilyFile read(Readable row) {
    KnownFamily family = KnownFamily.of(row);
    FamilyKey key = keys.open(family.id(), row.get("wrapped_key", byte[].class));
    byte[] sealed = row.get("sealed", byte[].class);
    return new FamilyFile(
        family,
        key,
        sealed == null ? List.of() : List.of(key.open(family.id(), sealed, Given[].class)),
        List.of(row.get("emergencies", String[].class)),
        row.get("catalogue", String.class));
  }

  /** The old answers with the new ones in their place. */
  static Given[] merge(List<Given> old, List<Answer> answered, LocalDate today) {
    Map<String, Given> merged = new LinkedHashMap<>();
    old.forEach(given -> merged.put(given.key(), given));
    answered.stream()
        .map(answer -> new Given(answer, today))
        .forEach(given -> merged.put(given.key(), given));
    return merged.values().toArray(Given[]::new);
  }
}
