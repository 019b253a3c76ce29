package org.retzef.family.search;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Looks for families in the blind index. What is written as asked comes first; what is only spelled
 * alike or nearly so is looked for as far as there is room left.
 */
@Repository
public class FamilySearch {

  private final DatabaseClient database;
  private final NameMarks marks;

  FamilySearch(DatabaseClient database, NameMarks marks) {
    this.database = database;
    this.marks = marks;
  }

  /** The families of the caller's unit that the query finds, best first, and why. */
  public Mono<Map<UUID, SearchMatch>> find(Caller caller, String text, int limit) {
    List<TermMarks> terms =
        SearchQuery.of(text).terms().stream().map(term -> TermMarks.of(term, marks)).toList();
    var query = database.sql(sql(terms.size())).bind("unit", caller.unitPath());
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      TermMarks term = terms.get(i);
      query =
          query
              .bind("written" + i, array(term.written().keySet()))
              .bind("spelled" + i, array(term.spelled()))
              .bind("near" + i, array(term.near()));
      all.addAll(term.all());
    }
    return query
        .bind("asked", array(all))
        .bind("limit", limit)
        .map(row -> Map.entry(row.get("family_id", UUID.class), match(row, terms)))
        .all()
        .collectList()
        .map(FamilySearch::bestFirst);
  }

  /** The database goes on to the next step only while there is room left. */
  private static String sql(int terms) {
    return """
        select family_id,
               array(select unnest(marks) intersect select unnest(:asked::bigint[])) as matched
          from (
        (%s limit :limit)
        union all
        (%s and not (%s) limit :limit)
        union all
        (%s and not (%s) limit :limit)
        limit :limit) as found
        """
        .formatted(
            step("written", terms),
            step("spelled", terms),
            having("written", terms),
            step("near", terms),
            having("spelled", terms));
  }

  private static String step(String kind, int terms) {
    return "select family_id, marks from family_search where units @> array[:unit::text] and "
        + having(kind, terms);
  }

  private static String having(String kind, int terms) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      all.add("marks && :" + kind + i + "::bigint[]");
    }
    return String.join(" and ", all);
  }

  private static SearchMatch match(Readable row, List<TermMarks> terms) {
    Set<Long> matched = Set.of(row.get("matched", Long[].class));
    return TermMarks.match(terms, matched);
  }

  private static Map<UUID, SearchMatch> bestFirst(List<Map.Entry<UUID, SearchMatch>> found) {
    Map<UUID, SearchMatch> sorted = new LinkedHashMap<>();
    found.stream()
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<UUID, SearchMatch> one) -> -one.getValue().score())
                .thenComparing(Map.Entry::getKey))
        .forEach(one -> sorted.put(one.getKey(), one.getValue()));
    return sorted;
  }

  private static Long[] array(Iterable<Long> some) {
    List<Long> list = new ArrayList<>();
    some.forEach(list::add);
    return list.toArray(Long[]::new);
  }
}
