package org.retzef.rights.screening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.family.KnownFamily;
import org.retzef.rights.protection.FamilyKey;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was ever answered of a family: sealed, and never asked twice within a year. */
@Repository
class FamilyAnswers {

  private final DatabaseClient database;

  FamilyAnswers(DatabaseClient database) {
    this.database = database;
  }

  /**
   * What is known by now, whoever else answers at this moment waits until this transaction ends.
   */
  Mono<List<Given>> lock(UUID familyId, FamilyKey key) {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('answers ' || :id))")
        .bind("id", familyId.toString())
        .map(_ -> true) // a row that nobody reads is never given back
        .one()
        .then(find(familyId, key));
  }

  private Mono<List<Given>> find(UUID familyId, FamilyKey key) {
    return database
        .sql("select sealed from family_answers where family_id = :id")
        .bind("id", familyId)
        .map(row -> List.of(key.open(familyId, row.get("sealed", byte[].class), Given[].class)))
        .one()
        .defaultIfEmpty(List.of());
  }

  Mono<Void> keep(UUID familyId, FamilyKey key, List<Given> answers, Instant now) {
    return database
        .sql(
            """
            insert into family_answers (family_id, sealed, changed_at)
            values (:id, :sealed, :now)
            on conflict (family_id) do update
               set sealed = excluded.sealed, changed_at = excluded.changed_at
            """)
        .bind("id", familyId)
        .bind("sealed", key.seal(familyId, answers.toArray(Given[]::new)))
        .bind("now", now)
        .then();
  }

  /** The old answers with the new ones in their place. */
  static List<Given> merge(List<Given> old, List<Answer> answered, LocalDate today) {
    Map<String, Given> merged = new LinkedHashMap<>();
    old.forEach(given -> merged.put(given.key(), given));
    answered.stream()
        .map(answer -> new Given(answer, today))
        .forEach(given -> merged.put(given.key(), given));
    return List.copyOf(merged.values());
  }

  /** What a screening goes by: what was answered, and what other services' events tell. */
  static List<Answer> factsOf(KnownFamily family, List<Given> answers, LocalDate today) {
    List<Answer> facts = new ArrayList<>();
    for (Given given : answers) {
      if (given.isFreshOn(today) && !isTold(given.answer().fact())) {
        facts.add(given.answer());
      }
    }
    facts.add(new Answer("household.size", null, family.members()));
    facts.add(new Answer("household.childrenUnder18", null, family.minors()));
    facts.add(new Answer("household.knownToSocialServices", null, true));
    return facts;
  }

  /** What the file of the family tells is not asked of the family. */
  static boolean isTold(String fact) {
    return fact.equals("household.size")
        || fact.equals("household.childrenUnder18")
        || fact.equals("household.knownToSocialServices");
  }
}
