package org.retzef.training.session;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.training.fileimport.FileRow;
import org.retzef.training.fileimport.FileWork;
import org.retzef.training.fileimport.PortionReport;
import org.retzef.training.followup.FollowUpPlanning;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Attendance of many sessions from lists that were kept elsewhere: a session and a personal user
 * name in each row. It only adds, as late attendance does.
 */
@Component
class AttendanceImport implements FileWork {

  private final DatabaseClient database;
  private final FollowUpPlanning followUps;
  private final Outbox outbox;

  AttendanceImport(DatabaseClient database, FollowUpPlanning followUps, Outbox outbox) {
    this.database = database;
    this.followUps = followUps;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return "attendance";
  }

  @Override
  public Set<String> columns() {
    return Set.of("sessionId", "trainee");
  }

  private record Came(long row, UUID session, String trainee) {}

  private record Found(long row, @Nullable String refused, boolean repeated, @Nullable UUID seat) {}

  @Override
  public Mono<PortionReport> work(Caller caller, List<FileRow> portion, boolean dryRun) {
    PortionReport report = new PortionReport();
    List<Came> all =
        report.read(
            portion,
            row ->
                new Came(row.number(), row.id("sessionId"), row.matching("trainee", "\\S{1,200}")));
    UUID[] sessions =
        all.stream().map(Came::session).collect(Collectors.toCollection(TreeSet::new)).stream()
            .toArray(UUID[]::new);
    return lock(sessions)
        .then(Mono.defer(() -> look(caller, all)))
        .flatMap(found -> record(report, all, found, dryRun));
  }

  /** In one order, so that two files cannot wait for each other. */
  private Mono<Void> lock(UUID[] sessions) {
    return database
        .sql("select id from session where id = any(:ids) order by id for update")
        .bind("ids", sessions)
        .map(row -> row.get("id", UUID.class))
        .all()
        .then();
  }

  private Mono<List<Found>> look(Caller caller, List<Came> all) {
    return database
        .sql(
            """
            select came.row,
                   case when session.id is null then 'session-not-found'
                        when session.state = 'PLANNED' then 'session-not-confirmed'
                        when session.state = 'CANCELLED' then 'session-over'
                        when starts_at > now() then 'session-not-started'
                        when seat.id is null then 'trainee-not-registered' end as refused,
                   attended_at is not null as repeated, seat.id as seat
              from unnest(:rows::bigint[], :sessions::uuid[], :trainees::text[])
                   as came (row, session_id, trainee)
              left join session on session.id = came.session_id and unit <@ :callerUnit::ltree
              left join registration as seat
                on seat.session_id = session.id and seat.trainee = came.trainee
               and seat.state = 'REGISTERED'
             order by came.row
            """)
        .bind("rows", all.stream().map(Came::row).toArray(Long[]::new))
        .bind("sessions", all.stream().map(Came::session).toArray(UUID[]::new))
        .bind("trainees", all.stream().map(Came::trainee).toArray(String[]::new))
        .bind("callerUnit", caller.unitPath())
        .map(
            row ->
                new Found(
                    row.get("row", Long.class),
                    row.get("refused", String.class),
                    row.get("repeated", Boolean.class),
                    row.get("seat", UUID.class)))
        .all()
        .collectList();
  }

  private Mono<PortionReport> record(
      PortionReport report, List<Came> all, List<Found> found, boolean dryRun) {
    Map<Long, UUID> sessionOf = all.stream().collect(Collectors.toMap(Came::row, Came::session));
    Set<UUID> seats = new TreeSet<>();
    Set<UUID> sessions = new TreeSet<>();
    long repeated = 0;
    for (Found one : found) {
      String refused = one.refused();
      UUID seat = one.seat();
      if (refused != null || seat == null) {
        String field = "trainee-not-registered".equals(refused) ? "trainee" : "sessionId";
        report.refuse(one.row(), field, String.valueOf(refused));
      } else if (one.repeated() || !seats.add(seat)) {
        repeated++;
      } else {
        sessions.add(java.util.Objects.requireNonNull(sessionOf.get(one.row())));
      }
    }
    report.count(seats.size(), repeated);
    return dryRun || seats.isEmpty() ? Mono.just(report) : take(seats, sessions).thenReturn(report);
  }

  private Mono<Void> take(Set<UUID> seats, Set<UUID> sessions) {
    UUID[] changed = sessions.toArray(UUID[]::new);
    return database
        .sql("update registration set attended_at = now() where id = any(:seats)")
        .bind("seats", seats.toArray(UUID[]::new))
        .then()
        .then(
            database
                .sql("update session set version = version + 1 where id = any(:sessions)")
                .bind("sessions", changed)
                .then())
        .then(Mono.defer(() -> followUps.planFor(sessions)))
        .then(Mono.defer(() -> news(changed)))
        .flatMap(outbox::append);
  }

  private Mono<List<SessionEvent.AttendanceRecorded>> news(UUID[] sessions) {
    return database
        .sql(
            """
            select session_id, (starts_at at time zone 'Asia/Jerusalem')::date as held_on,
                   session.state = 'CLOSED' as closed, registration.unit::text as unit,
                   count(*)::int as attended
              from registration join session on session.id = session_id
             where session_id = any(:sessions) and attended_at is not null
             group by session_id, starts_at, session.state, registration.unit
             order by session_id, registration.unit
            """)
        .bind("sessions", sessions)
        .map(
            row ->
                new SessionEvent.AttendanceRecorded(
                    row.get("session_id", UUID.class),
                    row.get("held_on", LocalDate.class),
                    row.get("closed", Boolean.class),
                    List.of(
                        new SessionEvent.Attended(
                            new UnitPath(row.get("unit", String.class)),
                            row.get("attended", Integer.class)))))
        .all()
        .collectList()
        .map(AttendanceImport::bySession);
  }

  private static List<SessionEvent.AttendanceRecorded> bySession(
      List<SessionEvent.AttendanceRecorded> byDepartment) {
    Map<UUID, SessionEvent.AttendanceRecorded> joined = new LinkedHashMap<>();
    byDepartment.forEach(one -> joined.merge(one.sessionId(), one, AttendanceImport::join));
    return List.copyOf(joined.values());
  }

  private static SessionEvent.AttendanceRecorded join(
      SessionEvent.AttendanceRecorded one, SessionEvent.AttendanceRecorded other) {
    List<SessionEvent.Attended> departments = new ArrayList<>(one.departments());
    departments.addAll(other.departments());
    return new SessionEvent.AttendanceRecorded(
        one.sessionId(), one.heldOn(), one.afterClosure(), departments);
  }
}
