package org.retzef.basket.serviceplan;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Stations in the database: those that somebody has been at. */
@Repository
class Stations {

  private final DatabaseClient database;
  private final JsonMapper json;

  Stations(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** All six. The caller sees their plan. */
  Mono<List<Station>> of(UUID planId) {
    return database
        .sql(
            """
            select station, status, note, entries::text as entries, version
              from service_plan_station where plan_id = :planId
            """)
        .bind("planId", planId)
        .map(this::read)
        .all()
        .collectList()
        .map(Stations::allSix);
  }

  private static List<Station> allSix(List<Station> known) {
    Map<Integer, Station> byNumber =
        known.stream().collect(Collectors.toMap(Station::number, Function.identity()));
    return IntStream.rangeClosed(1, Station.COUNT)
        .mapToObj(number -> byNumber.getOrDefault(number, Station.open(number)))
        .toList();
  }

  Mono<Void> save(UUID planId, Station station) {
    var statement =
        database
            .sql(
                """
                insert into service_plan_station (plan_id, station, status, note, entries, version)
                values (:planId, :station, :status, :note, :entries::jsonb, :version)
                on conflict (plan_id, station) do update
                  set status = excluded.status, note = excluded.note, entries = excluded.entries,
                      version = excluded.version
                """)
            .bind("planId", planId)
            .bind("station", station.number())
            .bind("status", station.status().name())
            .bind("version", station.version())
            .bind("entries", json.writeValueAsString(station.entries()));
    return ServicePlans.bind(statement, "note", String.class, station.note()).then();
  }

  private Station read(Readable row) {
    return new Station(
        row.get("station", Integer.class),
        Station.Status.valueOf(row.get("status", String.class)),
        row.get("note", String.class),
        List.of(json.readValue(row.get("entries", String.class), Station.Entry[].class)),
        row.get("version", Long.class));
  }
}
