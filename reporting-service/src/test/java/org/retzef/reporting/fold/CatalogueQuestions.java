package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.retzef.reporting.figure.Term;
import org.retzef.reporting.indicator.Indicator;

/**
 * Every indicator of the catalogue, by each of its breakdowns, and facts of every measure that they
 * are made of.
 */
final class CatalogueQuestions {

  private static final List<String> OF_ALL =
      List.of("month", "district", "authority", "department", "centre");

  private static final int VALUES = 13;

  private final List<Indicator> indicators;

  CatalogueQuestions(List<Indicator> indicators) {
    this.indicators = indicators;
  }

  /** Addresses that end where the day comes, by what they ask for. */
  Map<String, String> addresses() {
    Map<String, String> addresses = new TreeMap<>();
    for (Indicator indicator : indicators) {
      String path = "/api/v1/indicators/" + indicator.code();
      addresses.put(indicator.code(), path + "?to=");
      Stream.concat(OF_ALL.stream(), indicator.by().stream())
          .forEach(
              by -> addresses.put(indicator.code() + " by " + by, path + "?by=" + by + "&to="));
    }
    return addresses;
  }

  /**
   * Statements that tell facts of each measure over all centres and days, but of one.
   *
   * @param each how many
   */
  List<String> facts(int edition, int each, LocalDate first, int days, String told) {
    return traits().entrySet().stream()
        .filter(measure -> !measure.getKey().equals(told))
        .map(measure -> facts(edition, each, first, days, measure.getKey(), measure.getValue()))
        .toList();
  }

  private static String facts(
      int edition,
      int each,
      LocalDate first,
      int days,
      String measure,
      Map<String, Set<String>> traits) {
    return
"""
insert into fact (edition, measure, source, part, counted, family, unit, traits,
                  amount, first_day, last_day)
select %d, '%s', id, '', id, null,
       'IL.BENCH' || n %% 4 || '.A' || n %% 113 || '.D1.C1', array[%s]::text[], 1 + n %% 3,
       date '%s' + (n %% %d)::integer, null
  from generate_series(0, %d) as n
 cross join lateral cast(lpad(to_hex(n), 32, '0')::uuid as text) as id
"""
        .formatted(
            edition,
            measure,
            traits.entrySet().stream()
                .map(trait -> trait(trait.getKey(), trait.getValue()))
                .collect(Collectors.joining(", ")),
            first,
            days,
            each - 1);
  }

  /** One value for each fact, in turn. */
  private static String trait(String dimension, Set<String> values) {
    return "'%s=' || (array['%s'])[1 + n / 7 %% %d]"
        .formatted(dimension, String.join("', '", values), values.size());
  }

  /** Of each measure what it is broken down by, and the values that indicators name. */
  private Map<String, Map<String, Set<String>>> traits() {
    Map<String, Map<String, Set<String>>> traits = new TreeMap<>();
    for (Indicator indicator : indicators) {
      for (Term term : terms(indicator)) {
        Map<String, Set<String>> its = traits.computeIfAbsent(term.measure(), _ -> new TreeMap<>());
        if (!term.isWhole()) {
          values(its, term.dimension()).add(term.value());
        }
        indicator.by().forEach(dimension -> values(its, dimension));
      }
    }
    return traits;
  }

  private static Set<String> values(Map<String, Set<String>> traits, String dimension) {
    return traits.computeIfAbsent(
        dimension,
        _ ->
            IntStream.range(0, VALUES)
                .mapToObj(i -> "V" + i)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<Term> terms(Indicator indicator) {
    String denominator = indicator.denominator();
    return Stream.of(indicator.numerator(), denominator == null ? "" : denominator)
        .filter(expression -> !expression.startsWith("plan:"))
        .flatMap(expression -> Stream.of(expression.split("[ +-]+")))
        .filter(word -> !word.isEmpty())
        .map(Term::parse)
        .toList();
  }
}
