package org.retzef.family.search;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The blind index: kept with every change of who a family is. */
@Repository
public class FamilyIndex {

  private final DatabaseClient database;
  private final NameMarks marks;

  FamilyIndex(DatabaseClient database, NameMarks marks) {
    this.database = database;
    this.marks = marks;
  }

  /**
   * The marks of families that are written now, for the statement that writes them.
   *
   * @param marks of each family in turn, as the database writes an array
   * @param madeBy tells the key and the rules of spelling
   */
  public record Marks(String[] marks, long madeBy) {}

  /** By what these families are to be found. */
  public Marks of(Collection<FindableFamily> families) {
    Map<String, Set<Long>> ofNames = new HashMap<>();
    return new Marks(
        families.stream()
            .map(family -> marks.of(family, ofNames))
            .map(its -> its.stream().map(String::valueOf).collect(joining(",", "{", "}")))
            .toArray(String[]::new),
        marks.madeBy());
  }

  /**
   * Makes the families' marks anew, in one statement for all; call it in the transaction that
   * writes members or a phone, after the family's key is kept. Who has not locked a family is
   * passed over where somebody else has: that one makes its marks, or moves it to a department
   * where these would not be looked for.
   */
  public Mono<Void> keep(Collection<FindableFamily> families) {
    Marks made = of(families);
    return database
        .sql(
            """
            insert into family_search (family_id, unit, marks, made_by)
            select family.id, family.unit, new.marks::bigint[], :madeBy
              from unnest(:ids::uuid[], :marks::text[]) as new (family_id, marks)
              join family on family.id = new.family_id
             order by family.id
               for share of family skip locked
            on conflict (family_id, unit) do update
               set marks = excluded.marks, made_by = excluded.made_by
            """)
        .bind("madeBy", made.madeBy())
        .bind("ids", families.stream().map(FindableFamily::id).toArray(UUID[]::new))
        .bind("marks", made.marks())
        .then();
  }

  /** Forgets a family that is to be found no more. */
  public Mono<Void> forget(UUID familyId) {
    return database
        .sql("delete from family_search where family_id = :id")
        .bind("id", familyId)
        .then();
  }

  /** Families without marks, or with marks of another key or older rules; of each the id. */
  public Mono<List<UUID>> outdated(int atMost) {
    return database
        .sql(
            """
            select family_id
              from family_key
             where wrapped_key <> ''
               and not exists (select from family_search
                                where family_search.family_id = family_key.family_id
                                  and made_by = :madeBy)
             limit :atMost
            for update skip locked
            """)
        .bind("madeBy", marks.madeBy())
        .bind("atMost", atMost)
        .map(row -> row.get("family_id", UUID.class))
        .all()
        .collectList();
  }
}
