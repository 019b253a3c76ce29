package org.retzef.training.outreach;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.training.session.HeldSessions;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Where to go next. Instructors come first, for they carry the memory to who was absent and to who
 * is new; near departments come before distant ones, then those that ask for more seats [S3].
 */
@Repository
class NextSessions {

  private final DatabaseClient database;
  private final HeldSessions sessions;

  NextSessions(DatabaseClient database, HeldSessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /** Of the session's district, departments that were agreed with and have no session yet. */
  Mono<List<Suggestion>> near(Caller caller, UUID sessionId) {
    return sessions
        .mustBeHeldBy(caller, sessionId)
        .thenMany(
            database
                .sql(
                    """
                    select waiting.unit::text as unit, name_he, waiting.seats,
                           case when subpath(waiting.unit, 0, least(3, nlevel(waiting.unit)))
                                   = subpath(agreed.unit, 0, least(3, nlevel(agreed.unit)))
                                then 0 else 1 end as nearness,
                           not exists (
                             select from registration
                              where registration.unit <@ waiting.unit and role = 'team-lead'
                                and attended_at is not null) as without_instructor,
                           case when (starts_at at time zone 'Asia/Jerusalem')::time < '12:30'
                                then starts_at + (agreed.minutes + 60) * interval '1 minute'
                                else starts_at - (agreed.minutes + 60) * interval '1 minute' end as starts_at
                      from session as agreed
                      join outreach as waiting
                        on waiting.course_id = agreed.course_id
                       and waiting.unit <@ subpath(agreed.unit, 0, least(2, nlevel(agreed.unit)))
                      join known_unit on path = waiting.unit
                     where agreed.id = :session and waiting.seats is not null
                       and waiting.unit <@ :callerUnit::ltree
                       and not exists (
                         select from session as other
                          where other.course_id = agreed.course_id and other.state <> 'CANCELLED'
                            and (other.unit @> waiting.unit or waiting.unit = any(other.joint_units)))
                     order by nearness, without_instructor desc, waiting.seats desc, waiting.unit
                     limit 20
                    """)
                .bind("session", sessionId)
                .bind("callerUnit", caller.unitPath())
                .map(
                    row ->
                        new Suggestion(
                            new UnitPath(row.get("unit", String.class)),
                            row.get("name_he", String.class),
                            row.get("nearness", Integer.class),
                            row.get("seats", Integer.class),
                            row.get("without_instructor", Boolean.class),
                            row.get("starts_at", Instant.class)))
                .all())
        .collectList();
  }

  Mono<Page<WorkPlanItem>> workPlans(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select id, unit::text as unit, course_id,
                   case (select max(case when state = 'CLOSED' then 2 else 1 end) from session
                          where session.course_id = outreach.course_id and state <> 'CANCELLED'
                            and (session.unit @> outreach.unit or outreach.unit = any(session.joint_units)))
                        when 2 then 'TRAINED' when 1 then 'SESSION_PLANNED'
                        else case when coordinated_on is null then 'WRITTEN_TO' else 'AGREED' end
                   end as standing
              from outreach
             where reform and unit <@ :callerUnit::ltree and id > :after
             order by id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new WorkPlanItem(
                    row.get("id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("course_id", UUID.class),
                    WorkPlanItem.Standing.valueOf(row.get("standing", String.class))))
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  Mono<Page<UntaughtDepartment>> withoutInstructor(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select path::text as unit, name_he,
                   (select count(distinct trainee)::int from registration
                     where registration.unit <@ path and attended_at is not null) as trained
              from known_unit
             where kind = 'DEPARTMENT' and path <@ :callerUnit::ltree and path > :after::ltree
               and (closed_on is null or closed_on >= (now() at time zone 'Asia/Jerusalem')::date)
               and not exists (
                 select from registration
                  where registration.unit <@ path and role = 'team-lead' and attended_at is not null)
             order by path
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.after("", after -> new UnitPath(after).path()))
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new UntaughtDepartment(
                    new UnitPath(row.get("unit", String.class)),
                    row.get("name_he", String.class),
                    row.get("trained", Integer.class)))
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.unit().path()));
  }
}
