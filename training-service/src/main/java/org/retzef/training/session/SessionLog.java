package org.retzef.training.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What is told of sessions as a whole: the public log, and figures. */
@Repository
class SessionLog {

  private final DatabaseClient database;

  SessionLog(DatabaseClient database) {
    this.database = database;
  }

  Mono<Page<LoggedSession>> page(PageRequest page) {
    return database
        .sql(
            """
            select id, course_id, unit::text as unit, mode, starts_at, state
              from session
             where id > :after
             order by id
             limit :limit
            """)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new LoggedSession(
                    row.get("id", UUID.class),
                    row.get("course_id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    Mode.valueOf(row.get("mode", String.class)),
                    row.get("starts_at", Instant.class),
                    SessionState.valueOf(row.get("state", String.class))))
        .all()
        .collectList()
        .map(sessions -> Page.of(sessions, page, session -> session.id().toString()));
  }

  /** Of sessions that were held by the caller's unit and those below; days are Jerusalem's. */
  Mono<SessionFigures> figures(Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            with held as (
              select id, mode, programmes, theme from session
               where unit <@ :callerUnit::ltree and state = 'CLOSED'
                 and starts_at >= :from::timestamp at time zone 'Asia/Jerusalem'
                 and starts_at < (:until::date + 1)::timestamp at time zone 'Asia/Jerusalem')
            select null as programme, null as theme, count(*)::int as sessions,
                   (count(*) filter (where mode = 'REMOTE'))::int as remote
              from held
            union all
            select programme, null, count(*)::int, 0
              from held, unnest(programmes) as programme
             group by programme
            union all
            select null, theme, count(*)::int, 0
              from held where theme is not null
             group by theme
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("until", until)
        .map(
            row ->
                new Count(
                    row.get("programme", String.class),
                    row.get("theme", String.class),
                    row.get("sessions", Integer.class),
                    row.get("remote", Integer.class)))
        .all()
        .collectList()
        .map(
            counts -> {
              int sessions = 0;
              int remote = 0;
              Map<String, Integer> byProgramme = new TreeMap<>();
              Map<Theme, Integer> byTheme = new EnumMap<>(Theme.class);
              for (Count count : counts) {
                if (count.theme() != null) {
                  byTheme.put(Theme.valueOf(count.theme()), count.sessions());
                } else if (count.programme() == null) {
                  sessions = count.sessions();
                  remote = count.remote();
                } else {
                  byProgramme.put(count.programme(), count.sessions());
                }
              }
              int percent = sessions == 0 ? 0 : 100 * remote / sessions;
              return new SessionFigures(
                  from, until, sessions, remote, percent, byProgramme, byTheme);
            });
  }

  private record Count(
      @Nullable String programme, @Nullable String theme, int sessions, int remote) {}
}
