package org.retzef.family.assignment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
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
   * The next of each department and state, and the first of all these, as in the list of families:
   * a page costs as many rows as it has, times these, however many families somebody is in charge
   * of (decision 0119). In this order, and not by their ids alone, they are in one index only, or
   * the planner may go through the department's. Whoever is in charge answers for the case, as the
   * column's trigger has it. Unit, limit and place are hidden from the planner (decision 0090).
   */
  private static final String UNATTENDED =
      """
      select family.id, family.unit::text as unit, unattended,
             coalesce(since, registered_at) as since, worker, field_role
        from (select next.id
                from unit
               cross join unnest((select :states::text[])) as asked (state)
               cross join lateral (
                 select family.id
                   from family
                  where family.unit = unit.path and merged_into is null and erased_at is null
                    and (unattended, family.id) > (asked.state, (select :after::uuid))
                    and unattended <= asked.state
                  order by unattended, family.id
                  limit (select :limit::integer)) as next
               where unit.path <@ (select :unit::ltree)
               order by next.id
               limit (select :limit::integer)) as shown
        join family on family.id = shown.id
        left join lateral (
          select worker, field_role, coalesce(ended_at, proposed_at) as since
            from assignment
           where family_id = family.id
             and field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD')
           order by status = 'PROPOSED' desc, id desc
           limit 1) as last on true
       order by family.id
      """;

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
    var states = state == null ? Stream.of(UnattendedFamily.State.values()) : Stream.of(state);
    return database
        .sql(UNATTENDED)
        .bind("unit", unit.path())
        .bind("states", states.map(Enum::name).toArray(String[]::new))
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
        UnattendedFamily.State.valueOf(row.get("unattended", String.class)),
        row.get("since", Instant.class),
        row.get("worker", String.class),
        role == null ? null : FieldRole.valueOf(role));
  }
}
