package org.retzef.family.setup;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Set-ups in the database. */
@Repository
public class Setups {

  private static final String NOT_OPEN =
      """
      select path::text as department, programme.code as programme
        from unit
       cross join programme
        left join programme_setup
          on programme_setup.department = path and programme_setup.programme = programme.code
       where unit.kind = 'DEPARTMENT' and programme_setup.opened_on is null
         and (programme_setup.id is not null or set_up_first)
      """;

  private final DatabaseClient database;
  private final SharedRoles roles;

  Setups(DatabaseClient database, SharedRoles roles) {
    this.database = database;
    this.roles = roles;
  }

  /**
   * Makes sure that families can be enrolled (decision 0097).
   *
   * @throws ProgrammeNotOpen while the set-up is not done, or not even started where one is needed
   */
  public Mono<Void> requireOpen(UnitPath department, String programme, LocalDate today) {
    return database
        .sql(NOT_OPEN + " and path = :department::ltree and programme.code = :programme")
        .bind("department", department.path())
        .bind("programme", programme)
        .map(Setups::readPlace)
        .one()
        .flatMap(
            place ->
                find(department, programme, today)
                    .map(setup -> new ProgrammeNotOpen(setup.openSteps()))
                    .defaultIfEmpty(ProgrammeNotOpen.notStarted()))
        .flatMap(Mono::<Void>error);
  }

  /** Where families cannot be enrolled today. */
  public Flux<Place> notOpen() {
    return database.sql(NOT_OPEN).map(Setups::readPlace).all();
  }

  private static Place readPlace(Readable row) {
    return new Place(
        new UnitPath(row.get("department", String.class)), row.get("programme", String.class));
  }

  /** A programme in a department. */
  public record Place(UnitPath department, String programme) {}

  /**
   * Starts with the steps that apply: an interface is to be planned where a risk programme joins a
   * locality with Noshmim [S0].
   */
  Mono<Void> insert(UUID id, UnitPath department, String programme, LocalDate today) {
    return database
        .sql(
            """
            with setup as (
              insert into programme_setup (id, department, programme, started_on, version)
              values (:id, :department::ltree, :programme, :today, 1)
              returning id)
            insert into programme_setup_step (setup_id, step)
            select setup.id, setup_step.code
              from setup, setup_step
             where applies = 'ALWAYS'
                or exists (
                  select from programme, unit authority
                   where programme.code = :programme and programme.kind = 'RISK'
                     and authority.path = subpath(:department::ltree, 0, 3) and has_noshmim)
            """)
        .bind("id", id)
        .bind("department", department.path())
        .bind("programme", programme)
        .bind("today", today)
        .then()
        .onErrorMap(DuplicateKeyException.class, twice -> new SetupStartedAlready());
  }

  Flux<String> programmesOf(UnitPath department) {
    return database
        .sql(
            """
            select programme from programme_setup
             where department = :department::ltree order by programme limit 200
            """)
        .bind("department", department.path())
        .map(row -> row.get("programme", String.class))
        .all();
  }

  /** Nobody else changes the set-up until this transaction ends. */
  Mono<Void> lock(UnitPath department, String programme) {
    return database
        .sql(
            """
            select from programme_setup
             where department = :department::ltree and programme = :programme
               for update
            """)
        .bind("department", department.path())
        .bind("programme", programme)
        .then();
  }

  Mono<ProgrammeSetup> find(UnitPath department, String programme, LocalDate today) {
    return roles
        .on(department, today)
        .collectList()
        .flatMap(held -> find(department, programme, held));
  }

  private Mono<ProgrammeSetup> find(UnitPath department, String programme, List<SharedRole> roles) {
    return database
        .sql(
            """
            select started_on, opened_on, version, code, name_he, name_ar, name_en, done_on
              from programme_setup
              join programme_setup_step on setup_id = programme_setup.id
              join setup_step on code = step
             where department = :department::ltree and programme = :programme
             order by place
            """)
        .bind("department", department.path())
        .bind("programme", programme)
        .map(row -> readWithOneStep(row, department, programme, roles))
        .all()
        .collectList()
        .filter(rows -> !rows.isEmpty())
        .map(Setups::join);
  }

  Mono<Void> done(
      UnitPath department, String programme, String step, @Nullable LocalDate on, String by) {
    return database
        .sql(
            """
            update programme_setup_step
               set done_on = :on::date, done_by = case when :on::date is null then null else :by end
              from programme_setup
             where id = setup_id and department = :department::ltree and programme = :programme
               and step = :step
            """)
        .bind("on", Parameters.in(R2dbcType.DATE, on))
        .bind("by", by)
        .bind("department", department.path())
        .bind("programme", programme)
        .bind("step", step)
        .then();
  }

  Mono<Void> countUp(UnitPath department, String programme, @Nullable LocalDate openedOn) {
    return database
        .sql(
            """
            update programme_setup set version = version + 1, opened_on = :openedOn::date
             where department = :department::ltree and programme = :programme
            """)
        .bind("openedOn", Parameters.in(R2dbcType.DATE, openedOn))
        .bind("department", department.path())
        .bind("programme", programme)
        .then();
  }

  private static ProgrammeSetup readWithOneStep(
      Readable row, UnitPath department, String programme, List<SharedRole> roles) {
    String code = row.get("code", String.class);
    return new ProgrammeSetup(
        department,
        programme,
        row.get("started_on", LocalDate.class),
        row.get("opened_on", LocalDate.class),
        List.of(
            new ProgrammeSetup.Step(
                code,
                row.get("name_he", String.class),
                row.get("name_ar", String.class),
                row.get("name_en", String.class),
                code.equals(ProgrammeSetup.BY_SHARED_ROLES)
                    ? heldSince(roles)
                    : row.get("done_on", LocalDate.class))),
        roles,
        row.get("version", Long.class));
  }

  /** The day since which all shared roles are held; null while one is vacant. */
  private static @Nullable LocalDate heldSince(List<SharedRole> roles) {
    return roles.size() < SharedRole.Role.values().length
        ? null
        : roles.stream().map(SharedRole::from).max(LocalDate::compareTo).orElseThrow();
  }

  private static ProgrammeSetup join(List<ProgrammeSetup> onePerStep) {
    ProgrammeSetup first = onePerStep.getFirst();
    return new ProgrammeSetup(
        first.department(),
        first.programme(),
        first.startedOn(),
        first.openedOn(),
        onePerStep.stream().map(setup -> setup.steps().getFirst()).toList(),
        first.sharedRoles(),
        first.version());
  }
}
