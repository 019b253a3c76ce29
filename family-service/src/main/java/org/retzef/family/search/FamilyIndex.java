package org.retzef.family.search;

import java.util.ArrayList;
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
   * Makes the families' marks anew, in one statement for all; call it in the transaction that
   * writes members or a phone, after the family's key is kept.
   */
  public Mono<Void> keep(Collection<FindableFamily> families) {
    List<UUID> ids = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    Map<String, Set<Long>> ofNames = new HashMap<>();
    for (FindableFamily family : families) {
      Set<Long> its = marks.of(family, ofNames);
      its.forEach(mark -> ids.add(family.id()));
      all.addAll(its);
    }
    return database
        .sql(
            """
            insert into family_search (family_id, unit, marks, made_by)
            select family.id, family.unit, array_agg(mark), :madeBy
              from unnest(:ids::uuid[], :marks::bigint[]) as new (family_id, mark)
              join family on family.id = new.family_id
             group by family.id
             order by family.id
            on conflict (family_id) do update
               set unit = excluded.unit, marks = excluded.marks, made_by = excluded.made_by
            """)
        .bind("madeBy", marks.madeBy())
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("marks", all.toArray(Long[]::new))
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
