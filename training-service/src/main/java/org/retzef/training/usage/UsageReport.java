package org.retzef.training.usage;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.retzef.training.smallcell.CountTable;
import org.retzef.training.unit.KnownUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts use. */
@Repository
class UsageReport {

  private final DatabaseClient database;
  private final KnownUnits units;

  UsageReport(DatabaseClient database, KnownUnits units) {
    this.database = database;
    this.units = units;
  }

  /** Of the caller's unit and those below; days are Jerusalem's. */
  Mono<SiteUsage> of(Caller caller, LocalDate from, LocalDate until) {
    return Mono.zip(
            visits(caller, from, until),
            answered(caller, from, until),
            findings(caller, from, until),
            talks(caller, from, until))
        .map(
            found -> {
              CountTable visitors =
                  new CountTable(
                      found.getT1().stream()
                          .map(v -> new CountTable.Count(v.unit(), v.role(), v.people()))
                          .toList());
              return new SiteUsage(
                  from,
                  until,
                  visitors.shown(),
                  visitors.shownInstead(
                      found.getT1().stream()
                          .map(v -> new CountTable.Count(v.unit(), v.role(), v.entries()))
                          .toList()),
                  found.getT2(),
                  found.getT4(),
                  found.getT3());
            });
  }

  private record Visits(String unit, String role, int people, int entries) {}

  private Mono<List<Visits>> visits(Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select unit::text as unit, role, count(distinct visitor)::int as people,
                   sum(entries)::int as entries
              from site_usage
             where unit <@ :callerUnit::ltree and day between :from and :until
             group by site_usage.unit, role
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("until", until)
        .map(
            row ->
                new Visits(
                    row.get("unit", String.class),
                    row.get("role", String.class),
                    row.get("people", Integer.class),
                    row.get("entries", Integer.class)))
        .all()
        .collectList();
  }

  private Mono<Integer> answered(Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select count(*)::int as number
              from feedback_answer as answer
              join follow_up on follow_up.id = follow_up_id
             where unit <@ :callerUnit::ltree
               and (due_at at time zone 'Asia/Jerusalem')::date between :from and :until
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("until", until)
        .map(row -> row.get("number", Integer.class))
        .one();
  }

  private Mono<Integer> talks(Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select count(*)::int as number from sample_talk
             where unit <@ :callerUnit::ltree and held_on between :from and :until
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("until", until)
        .map(row -> row.get("number", Integer.class))
        .one();
  }

  private Mono<Map<SampleTalk.Finding, Integer>> findings(
      Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select finding, count(*)::int as number
              from sample_talk, unnest(findings) as finding
             where unit <@ :callerUnit::ltree and held_on between :from and :until
             group by finding
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("until", until)
        .map(
            row ->
                Map.entry(
                    SampleTalk.Finding.valueOf(row.get("finding", String.class)),
                    row.get("number", Integer.class)))
        .all()
        .collect(
            () -> new EnumMap<>(SampleTalk.Finding.class),
            (all, one) -> all.put(one.getKey(), one.getValue()));
  }

  Mono<SampleTalk> keep(Caller caller, SampleTalk talk) {
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, talk.unit())
        .then(
            Mono.defer(
                () ->
                    database
                        .sql(
                            """
                            insert into sample_talk (id, unit, role, held_on, findings)
                            values (:id, :unit::ltree, :role, :heldOn, :findings)
                            """)
                        .bind("id", id)
                        .bind("unit", talk.unit().path())
                        .bind("role", talk.role())
                        .bind("heldOn", talk.heldOn())
                        .bind(
                            "findings",
                            talk.findings().stream()
                                .distinct()
                                .map(Enum::name)
                                .toArray(String[]::new))
                        .then()))
        .thenReturn(talk);
  }
}
