package org.retzef.reporting.fold;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts, found by their source, by who counts and by their family: a batch touches thousands. */
final class Rows {

  private static final Comparator<Row> BY_DAY =
      Comparator.<Row, LocalDate>comparing(row -> row.span().first())
          .thenComparing(row -> row.fact().source());

  private enum By {
    SOURCE,
    COUNTED,
    FAMILY
  }

  private record Place(By by, String measure, String id) {}

  private final Map<Row.Key, Row> rows = new HashMap<>();
  private final Map<Place, Set<Row.Key>> places = new HashMap<>();

  Collection<Row> all() {
    return rows.values();
  }

  @Nullable Row find(Row.Key key) {
    return rows.get(key);
  }

  /** Parts of one source, in the order of their days. */
  List<Row> ofSource(String measure, String source) {
    return at(new Place(By.SOURCE, measure, source));
  }

  List<Row> ofCounted(String measure, String counted) {
    return at(new Place(By.COUNTED, measure, counted));
  }

  /** What is told of a family or counts for it, in all measures. */
  List<Row> ofFamily(String family) {
    return at(new Place(By.FAMILY, "", family));
  }

  private List<Row> at(Place place) {
    Set<Row.Key> keys = places.getOrDefault(place, Set.of());
    return keys.stream().map(rows::get).sorted(BY_DAY).toList();
  }

  void keep(Row row) {
    remove(row.key());
    rows.put(row.key(), row);
    for (Place place : placesOf(row)) {
      places.computeIfAbsent(place, _ -> HashSet.newHashSet(2)).add(row.key());
    }
  }

  void remove(Row.Key key) {
    Row row = rows.remove(key);
    if (row != null) {
      placesOf(row).forEach(place -> requireNonNull(places.get(place)).remove(key));
    }
  }

  private static List<Place> placesOf(Row row) {
    Fact fact = row.fact();
    var source = new Place(By.SOURCE, fact.measure(), fact.source());
    var counted = new Place(By.COUNTED, fact.measure(), fact.counted());
    return fact.family() == null
        ? List.of(source, counted)
        : List.of(
            source,
            counted,
            new Place(By.FAMILY, "", fact.family()),
            new Place(By.FAMILY, "", fact.counted()));
  }
}
