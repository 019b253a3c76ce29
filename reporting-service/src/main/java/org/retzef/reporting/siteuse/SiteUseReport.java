package org.retzef.reporting.siteuse;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.Indicators;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.indicator.Reckoning;
import org.retzef.reporting.organisation.UnitNames;
import org.retzef.reporting.organisation.UnitNames.Named;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts the figures of departments beside what they are like. */
@Service
class SiteUseReport {

  private static final int DEPARTMENT = 4;

  private final Reckoning reckoning;
  private final Indicators indicators;
  private final UnitNames names;

  SiteUseReport(Reckoning reckoning, Indicators indicators, UnitNames names) {
    this.reckoning = reckoning;
    this.indicators = indicators;
    this.names = names;
  }

  Mono<SiteUse> of(String unit, LocalDate from, LocalDate to) {
    return Mono.zip(
            counts("site_entries", unit, new Point(from, to)),
            counts("people_trained", unit, Point.day(to)),
            counts("families_registered", unit, Point.day(to)))
        .flatMap(
            found ->
                departments(found.getT1(), found.getT2(), found.getT3())
                    .map(departments -> SiteUse.of(unit, from, to, departments)));
  }

  private Mono<Map<String, Long>> counts(String code, String unit, Point time) {
    return reckoning
        .of(List.of(indicators.find(code)), unit, new Breakdown.ByUnit(DEPARTMENT), List.of(time))
        .map(
            lines -> {
              Map<String, Long> counts = new HashMap<>();
              lines.forEach(
                  line ->
                      counts.put(
                          line.key(), Objects.requireNonNullElse(line.value().number(), 0L)));
              return counts;
            });
  }

  private Mono<List<Department>> departments(
      Map<String, Long> entries, Map<String, Long> trained, Map<String, Long> families) {
    var units = new TreeSet<String>();
    Stream.of(entries, trained, families).forEach(counts -> units.addAll(counts.keySet()));
    List<String> withAuthorities =
        units.stream().flatMap(unit -> Stream.of(unit, authority(unit))).distinct().toList();
    return names
        .of(withAuthorities)
        .map(
            named ->
                units.stream()
                    .map(
                        unit ->
                            Department.of(
                                unit,
                                nameOf(named.get(unit)),
                                families.getOrDefault(unit, 0L),
                                trained.getOrDefault(unit, 0L),
                                clusterOf(named.get(authority(unit))),
                                entries.getOrDefault(unit, 0L)))
                    .toList());
  }

  private static String authority(String department) {
    return department.substring(0, department.lastIndexOf('.'));
  }

  private static @Nullable String nameOf(@Nullable Named named) {
    return named == null ? null : named.nameHe();
  }

  private static @Nullable Integer clusterOf(@Nullable Named named) {
    return named == null ? null : named.socioEconomicCluster();
  }
}
