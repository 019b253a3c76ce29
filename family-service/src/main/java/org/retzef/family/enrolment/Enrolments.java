package org.retzef.family.enrolment;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Enrolments in the database, of families that the caller was let in to before. */
@Repository
class Enrolments {

  private static final String SELECT =
      """
      select id, family_id, track, outcome, start_date, end_date, reason, version
        from enrolment
       where family_id = :familyId
      """;

  /** PostgreSQL's state when an exclusion constraint finds an overlap. */
  private static final String EXCLUSION_VIOLATION = "23P01";

  private final DatabaseClient database;
  private final Clock clock;

  Enrolments(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Fails with {@link AlreadyEnrolled} where the exclusion constraint finds an overlap. */
  Mono<Void> insert(Enrolment enrolment) {
    return database
        .sql(
            """
            insert into enrolment (id, family_id, track, start_date, version)
            values (:id, :familyId, :track, :startDate, :version)
            """)
        .bind("id", enrolment.id())
        .bind("familyId", enrolment.familyId())
        .bind("track", enrolment.track())
        .bind("startDate", enrolment.startDate())
        .bind("version", enrolment.version())
        .then()
        .onErrorMap(Enrolments::isOverlap, overlap -> new AlreadyEnrolled());
  }

  /** Of families that were taken in a moment ago. */
  Mono<Void> insertAll(List<Enrolment> enrolments) {
    return database
        .sql(
            """
            insert into enrolment
              (id, family_id, track, start_date, end_date, outcome, reason, version)
            select * from unnest(:ids::uuid[], :families::uuid[], :tracks::text[], :starts::date[],
                                 :ends::date[], :outcomes::text[], :reasons::text[],
                                 :versions::bigint[])
            """)
        .bind("ids", column(enrolments, UUID[]::new, Enrolment::id))
        .bind("families", column(enrolments, UUID[]::new, Enrolment::familyId))
        .bind("tracks", column(enrolments, String[]::new, Enrolment::track))
        .bind("starts", column(enrolments, LocalDate[]::new, Enrolment::startDate))
        .bind("ends", column(enrolments, LocalDate[]::new, Enrolment::endDate))
        .bind(
            "outcomes",
            column(enrolments, String[]::new, one -> one.isEnded() ? one.status().name() : null))
        .bind(
            "reasons",
            column(
                enrolments,
                String[]::new,
                one -> one.reason() == null ? null : one.reason().name()))
        .bind("versions", column(enrolments, Long[]::new, Enrolment::version))
        .then();
  }

  private static <T> @Nullable T[] column(
      List<Enrolment> enrolments,
      IntFunction<@Nullable T[]> array,
      Function<Enrolment, @Nullable T> value) {
    return enrolments.stream().map(value).toArray(array);
  }

  Mono<Void> end(Enrolment ended, LocalDate lastDay, Enrolment.Reason reason) {
    return database
        .sql(
            """
            update enrolment
               set outcome = :outcome, end_date = :endDate, reason = :reason, version = :version
             where id = :id
            """)
        .bind("outcome", ended.status().name())
        .bind("endDate", lastDay)
        .bind("reason", reason.name())
        .bind("version", ended.version())
        .bind("id", ended.id())
        .then();
  }

  Mono<Enrolment> find(UUID familyId, UUID id) {
    return findBy(SELECT + " and id = :id", familyId, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Enrolment> lock(UUID familyId, UUID id) {
    return findBy(SELECT + " and id = :id for update", familyId, id);
  }

  private Mono<Enrolment> findBy(String sql, UUID familyId, UUID id) {
    return database
        .sql(sql)
        .bind("familyId", familyId)
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(EnrolmentNotFound::new));
  }

  Mono<Page<Enrolment>> of(UUID familyId, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and id > :after
                 order by id
                 limit :limit
                """)
        .bind("familyId", familyId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(enrolments -> Page.of(enrolments, page, enrolment -> enrolment.id().toString()));
  }

  /** When each of these families is in a programme, by track; what was called off never was. */
  Flux<Time> timesOf(Collection<UUID> families) {
    return database
        .sql(
            """
            select family_id, programme, end_date
              from enrolment join track on track.code = enrolment.track
             where family_id = any(:families) and coalesce(end_date >= start_date, true)
            """)
        .bind("families", families.toArray(UUID[]::new))
        .map(
            row ->
                new Time(
                    row.get("family_id", UUID.class),
                    row.get("programme", String.class),
                    row.get("end_date", LocalDate.class)))
        .all();
  }

  /**
   * A family's time in a programme.
   *
   * @param lastDay null while it goes on
   */
  record Time(UUID familyId, String programme, @Nullable LocalDate lastDay) {

    /** Whether a day of it is that day or a later one. */
    boolean reaches(LocalDate day) {
      return lastDay == null || !lastDay.isBefore(day);
    }
  }

  private static boolean isOverlap(Throwable failure) {
    return failure.getCause() instanceof R2dbcException database
        && EXCLUSION_VIOLATION.equals(database.getSqlState());
  }

  private Enrolment read(Readable row) {
    LocalDate startDate = row.get("start_date", LocalDate.class);
    return new Enrolment(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("track", String.class),
        status(row.get("outcome", String.class), startDate),
        startDate,
        row.get("end_date", LocalDate.class),
        reason(row.get("reason", String.class)),
        row.get("version", Long.class));
  }

  /** Planned enrolments become active by the day's coming, not by anybody's doing. */
  private Enrolment.Status status(@Nullable String outcome, LocalDate startDate) {
    return outcome == null
        ? Enrolment.Status.begun(startDate, LocalDate.now(clock))
        : Enrolment.Status.valueOf(outcome);
  }

  private static Enrolment.@Nullable Reason reason(@Nullable String code) {
    return code == null ? null : Enrolment.Reason.valueOf(code);
  }
}
