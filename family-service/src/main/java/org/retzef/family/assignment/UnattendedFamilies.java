package org.retzef.family.assignment;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The families of a unit that no worker is in charge of, in the database. */
@Repository
class UnattendedFamilies {

  /**
   * The roles of those who answer for the case, as in the index of assignments in force; the others
   * go along with the family.
   */
  private static final String IN_CHARGE =
      "field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD')";

  /**
   * Department by department, in the order of an index, as in the list of families: a department's
   * families are gone through until the page is full, each by two entries of indexes. Unit, limit
   * and place are hidden from the planner (decision 0090).
   */
  private static final String UNATTENDED =
      """
      select family.id, family.unit::text as unit, state, coalesce(since, registered_at) as since,
             worker, field_role
        from (select next.*
                from unit
               cross join lateral (
                 select family.id, coalesce(state, 'NEVER_ASSIGNED') as state, since, worker,
                        field_role
                   from family
                   left join lateral (
                     select worker, field_role, coalesce(ended_at, proposed_at) as since,
                            case status when 'HANDED_OVER' then 'ENDED' else status end as state
                       from assignment
                      where family_id = family.id and %1$s
                      order by status = 'PROPOSED' desc, id desc
                      limit 1) as last on true
                  where family.unit = unit.path and merged_into is null and erased_at is null
                    and family.id > (select :after::uuid)
                    and not exists (select from assignment
                                     where family_id = family.id and status = 'ACTIVE' and %1$s
                                    offset 0)
                    and (:state::text is null or coalesce(state, 'NEVER_ASSIGNED') = :state)
                  order by family.id
                  limit (select :limit::integer)) as next
               where unit.path <@ (select :unit::ltree)
               order by next.id
               limit (select :limit::integer)) as shown
        join family on family.id = shown.id
       order by family.id
      """
          .formatted(IN_CHARGE);

  private final DatabaseClient database;

  UnattendedFamilies(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Oldest first, of a unit that the caller sees.
   *
   * @param state only those; all, if null
   */
  Mono<Page<UnattendedFamily>> of(
      UnitPath unit, UnattendedFamily.@Nullable State state, PageRequest page) {
    return database
        .sql(UNATTENDED)
        .bind("unit", unit.path())
        .bind("state", Parameters.in(R2dbcType.VARCHAR, state == null ? null : state.name()))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(UnattendedFamilies::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, family -> family.familyId().toString()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(
                    shown.items().stream().map(UnattendedFamily::familyId).toList()));
  }

  private static UnattendedFamily read(Readable row) {
    String role = row.get("field_role", String.class);
    return new UnattendedFamily(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        UnattendedFamily.State.valueOf(row.get("state", String.class)),
        row.get("since", Instant.class),
        row.get("worker", String.class),
        role == null ? null : FieldRole.valueOf(role));
  }
}
