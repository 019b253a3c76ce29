package org.retzef.reporting.siteuse;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.export.ExportTable;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.indicator.HiddenFigures;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Indicators;
import org.retzef.reporting.indicator.Point;
import org.retzef.reporting.indicator.Reckoning;
import org.retzef.reporting.indicator.Reckoning.Line;
import org.retzef.reporting.indicator.Value;
import org.retzef.reporting.organisation.UnitNames;
import org.retzef.reporting.organisation.UnitNames.Named;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts the figures of departments beside what they are like. */
@Service
public class SiteUseReport {

  /** Of which the report is made. */
  public static final List<String> INDICATORS =
      List.of("site_entries", "people_trained", "files_registered");

  private static final Breakdown.ByUnit DEPARTMENTS = new Breakdown.ByUnit(4);

  private final Reckoning reckoning;
  private final HiddenFigures hiddenFigures;
  private final Indicators indicators;
  private final UnitNames names;

  SiteUseReport(
      Reckoning reckoning, HiddenFigures hiddenFigures, Indicators indicators, UnitNames names) {
    this.reckoning = reckoning;
    this.hiddenFigures = hiddenFigures;
    this.indicators = indicators;
    this.names = names;
  }

  /**
   * To whoever does not work with families the size of a small department is hidden, and what few
   * of its workers have done.
   */
  Mono<SiteUse> of(Caller caller, LocalDate from, LocalDate to) {
    String unit = caller.unitPath();
    return Mono.zip(
            counts(caller, "site_entries", new Point(from, to)),
            counts(caller, "people_trained", Point.day(to)),
            counts(caller, "files_registered", Point.day(to)))
        .flatMap(
            found ->
                departments(found.getT1(), found.getT2(), found.getT3())
                    .map(departments -> SiteUse.of(unit, from, to, departments)));
  }

  /** The report as a file has it. */
  public Mono<ExportTable> table(Caller caller, LocalDate from, LocalDate to) {
    return of(caller, from, to).map(SiteUseTable::of);
  }

  /** Null where a count is hidden. */
  private Mono<Map<String, @Nullable Long>> counts(Caller caller, String code, Point time) {
    Indicator indicator = indicators.find(code);
    return Mono.zip(
            reckoning.of(List.of(indicator), caller.unitPath(), DEPARTMENTS, List.of(time)),
            hiddenFigures.from(caller, indicator, List.of(time)))
        .map(
            found -> {
              Map<String, @Nullable Long> counts = new HashMap<>();
              for (Line line : found.getT1()) {
                if (DEPARTMENTS.isPart(line.key())) {
                  Value seen = found.getT2().of(line.value(), time, line.key());
                  counts.put(line.key(), seen.number());
                }
              }
              return counts;
            });
  }

  private Mono<List<Department>> departments(
      Map<String, @Nullable Long> entries,
      Map<String, @Nullable Long> trained,
      Map<String, @Nullable Long> families) {
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
