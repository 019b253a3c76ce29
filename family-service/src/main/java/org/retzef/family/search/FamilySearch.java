package org.retzef.family.search;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.retzef.family.unit.Unit;
import org.retzef.family.visibility.Sight;
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

  /**
   * The families that the query finds, best first, and why: among those of the caller's unit, or
   * among those it holds where it sees no others, so that these do not drown in a common name.
   */
  public Mono<Map<UUID, SearchMatch>> find(Caller caller, String text, int limit) {
    List<TermMarks> terms =
        SearchQuery.of(text).terms().stream().map(term -> TermMarks.of(term, marks)).toList();
    Scope scope = Scope.of(caller);
    var query = database.sql(sql(scope, terms.size())).bindValues(scope.values());
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
  private static String sql(Scope scope, int terms) {
    return """
        with own as materialized (%s)
        select family_id,
               array(select mark from unnest(marks) as mark where mark = any(:asked)) as matched
          from (
        (%s limit :limit)
        union all
        (%s and not (%s) limit :limit)
        union all
        (%s and not (%s) limit :limit)
        limit :limit) as found
        """
        .formatted(
            scope.own(),
            step(scope, "written", terms),
            step(scope, "spelled", terms),
            having("written", terms),
            step(scope, "near", terms),
            having("spelled", terms));
  }

  private static String step(Scope scope, String kind, int terms) {
    return "select family_id, marks from family_search where "
        + scope.condition()
        + " and "
        + having(kind, terms);
  }

  /**
   * Where to look.
   *
   * @param own selects the families that the caller holds, read once: few
   * @param condition on a row of the index
   */
  private record Scope(String own, String condition, Map<String, Object> values) {

    private static final String IN_UNIT = "units @> array[:unit::text]";

    /** Only the marks that lie with this department's are looked through. */
    private static final String IN_DEPARTMENT = "unit = :unit::ltree and " + IN_UNIT;

    private static final String OWN =
        """
        select family.id, family.unit
          from (select distinct family_id from (%s) as own) as held
         cross join lateral (
           select id, family.unit from family where family.id = held.family_id and %s
           offset 0) as family
        """;

    static Scope of(Caller caller) {
      if (Sight.isOfWholeUnit(caller)) {
        return new Scope(
            "select",
            Unit.isDepartment(caller.unit()) ? IN_DEPARTMENT : IN_UNIT,
            Map.of("unit", caller.unitPath()));
      }
      Sight sight = Sight.listing(caller);
      Map<String, Object> values = new HashMap<>(sight.values());
      values.put("worker", caller.subject());
      return new Scope(
          OWN.formatted(Sight.OF_WORKER, sight.sql()),
          "(family_id, unit) in (select id, unit from own)",
          values);
    }
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
