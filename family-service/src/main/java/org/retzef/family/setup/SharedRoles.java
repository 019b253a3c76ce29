package org.retzef.family.setup;

import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who manages and supervises the programmes of a department, in the database. */
@Repository
class SharedRoles {

  private final DatabaseClient database;

  SharedRoles(DatabaseClient database) {
    this.database = database;
  }

  Flux<SharedRole> on(UnitPath department, LocalDate day) {
    return database
        .sql(
            """
            select role, holder, lower(during) as first_day from shared_role
             where department = :department::ltree and during @> :day::date
             order by role
            """)
        .bind("department", department.path())
        .bind("day", day)
        .map(
            row ->
                new SharedRole(
                    SharedRole.Role.valueOf(row.get("role", String.class)),
                    row.get("holder", String.class),
                    row.get("first_day", LocalDate.class)))
        .all();
  }

  /**
   * Ends who held the role and lets the next begin; the department's row keeps the two apart. Fails
   * with {@link RoleHeldAlready} where somebody holds it from that day or a later one.
   */
  Mono<Void> hold(UnitPath department, SharedRole held) {
    return database
        .sql("select from unit where path = :department::ltree for no key update")
        .bind("department", department.path())
        .then()
        .then(
            bound(
                    """
                    update shared_role set during = daterange(lower(during), :from)
                     where department = :department::ltree and role = :role
                       and upper_inf(during) and lower(during) < :from
                    """,
                    department,
                    held)
                .then())
        .then(
            bound(
                    """
                    insert into shared_role (department, role, holder, during)
                    values (:department::ltree, :role, :holder, daterange(:from, null))
                    """,
                    department,
                    held)
                .bind("holder", held.holder())
                .then())
        .onErrorMap(DataIntegrityViolationException.class, overlap -> new RoleHeldAlready());
  }

  private DatabaseClient.GenericExecuteSpec bound(
      String sql, UnitPath department, SharedRole held) {
    return database
        .sql(sql)
        .bind("department", department.path())
        .bind("role", held.role().name())
        .bind("from", held.from());
  }
}
