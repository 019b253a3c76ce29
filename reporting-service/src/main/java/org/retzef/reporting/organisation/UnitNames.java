package org.retzef.reporting.organisation;

import static java.util.stream.Collectors.toMap;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What units are called. */
@Repository
public class UnitNames {

  /** In one row of columns: many answers name hundreds of units. */
  private static final String KNOWN =
      """
      select array_agg(unit), array_agg(kind), array_agg(name_he), array_agg(name_en),
             array_agg(cluster)
        from unit_name
       where edition = (select live from report_edition where report = 'figures')
      """;

  private final DatabaseClient database;
  private final Mono<Map<String, Named>> all;

  UnitNames(DatabaseClient database) {
    this.database = database;
    this.all =
        named(database.sql(KNOWN))
            .cache(_ -> Duration.ofSeconds(1), _ -> Duration.ZERO, () -> Duration.ZERO);
  }

  /**
   * @param nameEn null where nobody has translated it
   */
  public record Named(
      String unit,
      String kind,
      String nameHe,
      @Nullable String nameEn,
      @Nullable Integer socioEconomicCluster) {}

  /** In the caller's transaction. */
  Mono<Void> keep(int edition, Named unit) {
    return database
        .sql(
            """
            insert into unit_name (edition, unit, kind, name_he, name_en, cluster)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (edition, unit) do update
               set kind = excluded.kind, name_he = excluded.name_he, name_en = excluded.name_en,
                   cluster = excluded.cluster
            """)
        .bind("$1", edition)
        .bind("$2", unit.unit())
        .bind("$3", unit.kind())
        .bind("$4", unit.nameHe())
        .bind("$5", Parameters.in(R2dbcType.VARCHAR, unit.nameEn()))
        .bind("$6", Parameters.in(R2dbcType.INTEGER, unit.socioEconomicCluster()))
        .then();
  }

  /** Of those among the units that are known. */
  public Mono<Map<String, Named>> of(Collection<String> units) {
    return named(
        database.sql(KNOWN + "and unit = any($1)").bind("$1", units.toArray(String[]::new)));
  }

  /** Of all units, as they were called at most a second ago. */
  public Mono<Map<String, Named>> all() {
    return all;
  }

  private static Mono<Map<String, Named>> named(DatabaseClient.GenericExecuteSpec asked) {
    return asked.map(UnitNames::named).one();
  }

  private static Map<String, Named> named(Readable row) {
    String[] unit = row.get(0, String[].class);
    if (unit == null) {
      return Map.of();
    }
    String[] kind = column(row, 1, String[].class);
    String[] nameHe = column(row, 2, String[].class);
    @Nullable String[] nameEn = column(row, 3, String[].class);
    @Nullable Integer[] cluster = column(row, 4, Integer[].class);
    return IntStream.range(0, unit.length)
        .mapToObj(i -> new Named(unit[i], kind[i], nameHe[i], nameEn[i], cluster[i]))
        .collect(toMap(Named::unit, named -> named));
  }

  private static <T> T column(Readable row, int number, Class<T> type) {
    return Objects.requireNonNull(row.get(number, type));
  }
}
