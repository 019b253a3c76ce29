package org.retzef.training.session;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Sessions in the database. */
@Repository
class Sessions {

  private static final String SELECT =
      """
      select id, course_id, unit::text as unit, joint_units::text[] as joint_units, place, mode,
             starts_at, minutes, capacity, programmes, theme, trainer, state, computers, internet,
             cancelled_for, version
        from session
      """;

  /** As a course: by the host, by those who come too, and by all above and below them. */
  private static final String SEEN =
      """
       where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree
              or joint_units <@ :callerUnit::ltree or joint_units @> :callerUnit::ltree)
      """;

  private final DatabaseClient database;

  Sessions(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(Session session) {
    return database
        .sql(
            """
            insert into session (id, course_id, unit, joint_units, place, mode, starts_at, minutes,
                                 capacity, programmes, theme, trainer, state, version)
            values (:id, :course, :unit::ltree, :jointUnits::text[]::ltree[], :place, :mode,
                    :startsAt, :minutes, :capacity, :programmes, :theme, :trainer, :state, :version)
            """)
        .bind("id", session.id())
        .bind("course", session.courseId())
        .bind("unit", session.unit().path())
        .bind(
            "jointUnits", session.jointUnits().stream().map(UnitPath::path).toArray(String[]::new))
        .bind("place", Parameters.in(R2dbcType.VARCHAR, session.place()))
        .bind("mode", session.mode().name())
        .bind("startsAt", session.startsAt())
        .bind("minutes", session.minutes())
        .bind("capacity", session.capacity())
        .bind("programmes", session.programmes().toArray(String[]::new))
        .bind("theme", Parameters.in(R2dbcType.VARCHAR, nameOf(session.theme())))
        .bind("trainer", Parameters.in(R2dbcType.VARCHAR, session.trainer()))
        .bind("state", session.state().name())
        .bind("version", session.version())
        .then()
        .onErrorMap(Registrations::isOverlap, overlap -> new TrainerBooked());
  }

  /** What a session can change in: its state, the check of its place, and why it is not held. */
  Mono<Session> update(Session session) {
    return database
        .sql(
            """
            update session
               set state = :state, computers = :computers, internet = :internet,
                   cancelled_for = :cancelledFor, version = :version
             where id = :id
            """)
        .bind("id", session.id())
        .bind("state", session.state().name())
        .bind("computers", Parameters.in(R2dbcType.INTEGER, session.computers()))
        .bind("internet", Parameters.in(R2dbcType.BOOLEAN, session.internet()))
        .bind("cancelledFor", Parameters.in(R2dbcType.VARCHAR, nameOf(session.cancelledFor())))
        .bind("version", session.version())
        .then()
        .thenReturn(session);
  }

  Mono<Session> find(Caller caller, UUID id) {
    return one(caller, id, SELECT + SEEN + " and id = :id");
  }

  /** Also makes everybody else wait who wants to change the session or its list. */
  Mono<Session> lockSeen(Caller caller, UUID id) {
    return one(caller, id, SELECT + SEEN + " and id = :id for update");
  }

  /** As above, for those who hold it: the host's unit and all above it. */
  Mono<Session> lockHeld(Caller caller, UUID id) {
    return one(caller, id, SELECT + " where unit <@ :callerUnit::ltree and id = :id for update");
  }

  Mono<Session> findHeld(Caller caller, UUID id) {
    return one(caller, id, SELECT + " where unit <@ :callerUnit::ltree and id = :id");
  }

  Mono<Page<Session>> seenBy(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + SEEN + " and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Sessions::read)
        .all()
        .collectList()
        .map(sessions -> Page.of(sessions, page, session -> session.id().toString()));
  }

  /** Where a calendar goes on: after this time, and among sessions of one time after this id. */
  record Place(Instant startsAt, UUID id) {

    static final Place FIRST = new Place(Instant.EPOCH, new UUID(0, 0));

    static Place parse(String key) {
      try {
        String[] parts = key.split(" ", 2);
        return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      } catch (DateTimeParseException | IndexOutOfBoundsException forged) {
        throw new IllegalArgumentException(forged);
      }
    }

    static String key(Session session) {
      return session.startsAt() + " " + session.id();
    }
  }

  Mono<Page<Session>> inMonth(
      Caller caller, UnitPath district, YearMonth month, Place after, PageRequest page) {
    return database
        .sql(
            SELECT
                + SEEN
                + """
                   and district = :district::ltree
                   and starts_at >= :from::timestamp at time zone 'Asia/Jerusalem'
                   and starts_at < :until::timestamp at time zone 'Asia/Jerusalem'
                   and (starts_at, id) > (:afterTime, :afterId)
                 order by starts_at, id
                 limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("district", district.path())
        .bind("from", month.atDay(1))
        .bind("until", month.plusMonths(1).atDay(1))
        .bind("afterTime", after.startsAt())
        .bind("afterId", after.id())
        .bind("limit", page.limitPlusOne())
        .map(Sessions::read)
        .all()
        .collectList()
        .map(sessions -> Page.of(sessions, page, Place::key));
  }

  private Mono<Session> one(Caller caller, UUID id, String sql) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Sessions::read)
        .one()
        .switchIfEmpty(Mono.error(SessionNotFound::new));
  }

  private static Session read(Readable row) {
    return new Session(
        row.get("id", UUID.class),
        row.get("course_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        Stream.of(row.get("joint_units", String[].class)).map(UnitPath::new).toList(),
        row.get("place", String.class),
        Mode.valueOf(row.get("mode", String.class)),
        row.get("starts_at", Instant.class),
        row.get("minutes", Integer.class),
        row.get("capacity", Integer.class),
        List.of(row.get("programmes", String[].class)),
        themeOf(row.get("theme", String.class)),
        row.get("trainer", String.class),
        SessionState.valueOf(row.get("state", String.class)),
        row.get("computers", Integer.class),
        row.get("internet", Boolean.class),
        reasonOf(row.get("cancelled_for", String.class)),
        row.get("version", Long.class));
  }

  private static @Nullable String nameOf(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static @Nullable Theme themeOf(@Nullable String name) {
    return name == null ? null : Theme.valueOf(name);
  }

  private static @Nullable CancellationReason reasonOf(@Nullable String name) {
    return name == null ? null : CancellationReason.valueOf(name);
  }
}
