package org.retzef.training.cohort;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.course.OfferedCourses;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Cohorts in the database; they are seen by whom their course is seen. */
@Repository
class Cohorts {

  private static final String SELECT =
      """
      select course_id, number, name_he, language, audience, starts_on, ends_on, cohort.version,
             (select count(*)::int from cohort_member where cohort_id = cohort.id) as members,
             (select count(completed_on)::int from cohort_member where cohort_id = cohort.id) as completed
        from cohort join course on course.id = course_id
       where course_id = :course and (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
      """;

  private final DatabaseClient database;
  private final OfferedCourses courses;

  Cohorts(DatabaseClient database, OfferedCourses courses) {
    this.database = database;
    this.courses = courses;
  }

  Mono<Cohort> open(Caller caller, UUID courseId, OpenCohortRequest request) {
    LocalDate endsOn = request.endsOn();
    if (endsOn != null && endsOn.isBefore(request.startsOn())) {
      return Mono.error(new InvalidInput(Fault.of("endsOn", "date-before-start")));
    }
    return courses
        .mustBeSeenBy(caller, courseId)
        .then(Mono.defer(() -> insert(courseId, request)))
        .then(Mono.defer(() -> find(caller, courseId, request.number())));
  }

  private Mono<Void> insert(UUID courseId, OpenCohortRequest request) {
    return database
        .sql(
            """
            insert into cohort (id, course_id, number, starts_on, ends_on, version)
            values (:id, :course, :number, :startsOn, :endsOn, 1)
            on conflict (course_id, number) do nothing
            """)
        .bind("id", Ids.next())
        .bind("course", courseId)
        .bind("number", request.number())
        .bind("startsOn", request.startsOn())
        .bind("endsOn", Parameters.in(R2dbcType.DATE, request.endsOn()))
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(CohortExists::new))
        .then();
  }

  Mono<Cohort> join(
      Caller caller, UUID courseId, int number, ExpectedVersion expected, MembersRequest request) {
    return lock(caller, courseId, number, expected)
        .then(
            Mono.defer(
                () ->
                    database
                        .sql(
                            """
                            insert into cohort_member (cohort_id, trainee, unit)
                            select cohort.id, trainee, unit::ltree
                              from cohort, unnest(:trainees::text[], :units::text[]) as member (trainee, unit)
                             where course_id = :course and number = :number
                            on conflict do nothing
                            """)
                        .bind(
                            "trainees",
                            request.members().stream()
                                .map(MembersRequest.Member::trainee)
                                .toArray(String[]::new))
                        .bind(
                            "units",
                            request.members().stream()
                                .map(member -> member.unit().path())
                                .toArray(String[]::new))
                        .bind("course", courseId)
                        .bind("number", number)
                        .then()))
        .then(Mono.defer(() -> raise(caller, courseId, number)));
  }

  /** Fails with a fault for each who is not in the cohort. */
  Mono<Cohort> complete(
      Caller caller,
      UUID courseId,
      int number,
      ExpectedVersion expected,
      CompletionRequest request) {
    return lock(caller, courseId, number, expected)
        .then(Mono.defer(() -> mark(courseId, number, request)))
        .doOnNext(
            marked -> {
              List<Fault> faults = new java.util.ArrayList<>();
              for (int i = 0; i < request.trainees().size(); i++) {
                if (!marked.contains(request.trainees().get(i))) {
                  faults.add(Fault.of("trainees[" + i + "]", "trainee-not-in-cohort"));
                }
              }
              InvalidInput.ifAny(faults);
            })
        .then(Mono.defer(() -> raise(caller, courseId, number)));
  }

  private Mono<List<String>> mark(UUID courseId, int number, CompletionRequest request) {
    return database
        .sql(
            """
            update cohort_member set completed_on = coalesce(completed_on, :completedOn)
              from cohort
             where cohort.id = cohort_id and course_id = :course and number = :number
               and trainee = any(:trainees)
            returning trainee
            """)
        .bind("completedOn", request.completedOn())
        .bind("course", courseId)
        .bind("number", number)
        .bind("trainees", request.trainees().toArray(String[]::new))
        .map(row -> row.get("trainee", String.class))
        .all()
        .collectList();
  }

  private Mono<Cohort> lock(Caller caller, UUID courseId, int number, ExpectedVersion expected) {
    return one(caller, courseId, number, " for update of cohort")
        .doOnNext(cohort -> expected.orRefuse(cohort.version(), cohort));
  }

  private Mono<Cohort> raise(Caller caller, UUID courseId, int number) {
    return database
        .sql(
            "update cohort set version = version + 1 where course_id = :course and number = :number")
        .bind("course", courseId)
        .bind("number", number)
        .then()
        .then(Mono.defer(() -> find(caller, courseId, number)));
  }

  Mono<Cohort> find(Caller caller, UUID courseId, int number) {
    return one(caller, courseId, number, "");
  }

  private Mono<Cohort> one(Caller caller, UUID courseId, int number, String lock) {
    return database
        .sql(SELECT + " and number = :number" + lock)
        .bind("course", courseId)
        .bind("callerUnit", caller.unitPath())
        .bind("number", number)
        .map(Cohorts::read)
        .one()
        .switchIfEmpty(Mono.error(CohortNotFound::new));
  }

  Mono<List<Cohort>> of(Caller caller, UUID courseId) {
    return courses
        .mustBeSeenBy(caller, courseId)
        .thenMany(
            database
                .sql(SELECT + " order by number")
                .bind("course", courseId)
                .bind("callerUnit", caller.unitPath())
                .map(Cohorts::read)
                .all())
        .collectList();
  }

  private static Cohort read(Readable row) {
    return new Cohort(
        row.get("course_id", UUID.class),
        row.get("number", Integer.class),
        row.get("name_he", String.class),
        row.get("language", String.class),
        List.of(row.get("audience", String[].class)),
        row.get("starts_on", LocalDate.class),
        row.get("ends_on", LocalDate.class),
        row.get("members", Integer.class),
        row.get("completed", Integer.class),
        row.get("version", Long.class));
  }
}
