package org.retzef.training.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.training.fileimport.FileRow;
import org.retzef.training.fileimport.FileWork;
import org.retzef.training.fileimport.PortionReport;
import org.retzef.training.secret.Marks;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The site's own feed of entries: who (by a personal user name, of which only a mark is kept), from
 * which department, in which role, on which day, how often.
 */
@Component
class UsageImport implements FileWork {

  private final DatabaseClient database;
  private final Marks marks;
  private final Outbox outbox;

  UsageImport(DatabaseClient database, Marks marks, Outbox outbox) {
    this.database = database;
    this.marks = marks;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return "site-usage";
  }

  @Override
  public Set<String> columns() {
    return Set.of("day", "unit", "role", "user", "entries");
  }

  private record Entry(
      long row, String key, LocalDate day, UnitPath unit, String role, String mark, int entries) {}

  @Override
  public Mono<PortionReport> work(Caller caller, List<FileRow> portion, boolean dryRun) {
    PortionReport report = new PortionReport();
    List<Entry> read = report.read(portion, this::read);
    return known(read)
        .flatMap(
            knownRows -> {
              List<Entry> entries =
                  read.stream().filter(entry -> knownRows.contains(entry.row())).toList();
              read.stream()
                  .filter(entry -> !knownRows.contains(entry.row()))
                  .forEach(entry -> report.refuse(entry.row(), "unit", "unit-not-found"));
              return dryRun
                  ? Mono.just(report.count(entries.size(), 0))
                  : keep(entries)
                      .flatMap(
                          news ->
                              outbox
                                  .append(news.events())
                                  .thenReturn(
                                      report.count(news.rows(), entries.size() - news.rows())));
            });
  }

  private Entry read(FileRow row) {
    LocalDate day = row.day("day");
    UnitPath unit = row.unit("unit");
    String role = row.matching("role", "[a-z][a-z-]{1,39}");
    String mark = marks.of(row.matching("user", "\\S{1,200}"));
    String key = row.get("rowKey");
    return new Entry(
        row.number(),
        key.isEmpty() ? String.join("/", day.toString(), unit.path(), role, mark) : key,
        day,
        unit,
        role,
        mark,
        row.count("entries"));
  }

  private Mono<Set<Long>> known(List<Entry> entries) {
    return database
        .sql(
            """
            select row from unnest(:rows::bigint[], :units::text[]) as given (row, unit)
              join known_unit on path = unit::ltree
            """)
        .bind("rows", entries.stream().map(Entry::row).toArray(Long[]::new))
        .bind("units", entries.stream().map(entry -> entry.unit().path()).toArray(String[]::new))
        .map(row -> row.get("row", Long.class))
        .all()
        .collect(Collectors.toSet());
  }

  private record News(int rows, List<UsageEvent.Counted> events) {}

  private record Kept(int rows, UsageEvent.Counted event) {}

  private Mono<News> keep(List<Entry> entries) {
    return database
        .sql(
            """
            with kept as (
              insert into site_usage (row_key, day, unit, role, visitor, entries)
              select key, day, unit::ltree, role, decode(mark, 'hex'), entries
                from unnest(:keys::text[], :days::date[], :units::text[], :roles::text[], :marks::text[],
                            :entries::int[]) as given (key, day, unit, role, mark, entries)
               order by key
              on conflict (row_key) do nothing
              returning day, unit, role, visitor, entries)
            select unit::text as unit, role, day, sum(entries)::int as entries,
                   count(distinct visitor)::int as visitors, count(*)::int as rows
              from kept group by kept.unit, role, day order by kept.unit, day, role
            """)
        .bind("keys", entries.stream().map(Entry::key).toArray(String[]::new))
        .bind("days", entries.stream().map(Entry::day).toArray(LocalDate[]::new))
        .bind("units", entries.stream().map(entry -> entry.unit().path()).toArray(String[]::new))
        .bind("roles", entries.stream().map(Entry::role).toArray(String[]::new))
        .bind("marks", entries.stream().map(Entry::mark).toArray(String[]::new))
        .bind("entries", entries.stream().map(Entry::entries).toArray(Integer[]::new))
        .map(
            row ->
                new Kept(
                    row.get("rows", Integer.class),
                    new UsageEvent.Counted(
                        new UnitPath(row.get("unit", String.class)),
                        row.get("role", String.class),
                        row.get("day", LocalDate.class),
                        row.get("entries", Integer.class),
                        row.get("visitors", Integer.class))))
        .all()
        .collectList()
        .map(
            kept ->
                new News(
                    kept.stream().mapToInt(Kept::rows).sum(),
                    kept.stream().map(Kept::event).toList()));
  }
}
