package org.retzef.reporting.trainingeffect;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts of the departments of the caller's unit and below, of the edition that answers. */
@Repository
class ChainQuery {

  /** When a department was trained first, as far as what is compared reaches. */
  private static final String FIRST_TRAINED =
      """
      with live as (
        select live as edition from report_edition where report = 'figures'
      ), first_trained as (
        select department, min(held_on) as first_on,
               coalesce(sum(attended) filter (where held_on >= :training and held_on < :after), 0) as attended
          from live
          join effect_attendance using (edition)
          join effect_session using (edition, session_id)
         where department <@ :callerUnit::ltree and held_on < :end
         group by department
      )
      """;

  private final DatabaseClient database;

  ChainQuery(DatabaseClient database) {
    this.database = database;
  }

  /** By their paths; all of which anything is known in the months that are compared. */
  Mono<List<Department>> departments(Caller caller, Periods periods) {
    return bound(
            FIRST_TRAINED
                + """
                , closed as (
                  select department,
                         sum(closed) filter (where month < :training) as closed_before,
                         sum(taken_up) filter (where month < :training) as taken_up_before,
                         sum(closed) filter (where month >= :after) as closed_after,
                         sum(taken_up) filter (where month >= :after) as taken_up_after
                    from live join effect_take_up using (edition)
                   where department <@ :callerUnit::ltree and month >= :before and month < :end
                   group by department
                ), used as (
                  select department,
                         sum(entries) filter (where month < :training) as entries_before,
                         sum(entries) filter (where month >= :after) as entries_after
                    from live join effect_usage using (edition)
                   where department <@ :callerUnit::ltree and month >= :before and month < :end
                   group by department
                )
                select department::text as department,
                       case when first_on is null then 'UNTRAINED'
                            when first_on >= :training and first_on < :after then 'TRAINED'
                            else 'LEFT_OUT' end as training,
                       coalesce(attended, 0)::bigint as attended,
                       coalesce(closed_before, 0)::bigint as closed_before,
                       coalesce(taken_up_before, 0)::bigint as taken_up_before,
                       coalesce(entries_before, 0)::bigint as entries_before,
                       coalesce(closed_after, 0)::bigint as closed_after,
                       coalesce(taken_up_after, 0)::bigint as taken_up_after,
                       coalesce(entries_after, 0)::bigint as entries_after
                  from first_trained full join closed using (department) full join used using (department)
                 order by department
                """,
            caller,
            periods)
        .bind("before", periods.beforeBegins())
        .map(ChainQuery::department)
        .all()
        .collectList();
  }

  /** Entries of the departments that were trained in these months, by role. */
  Mono<List<UseByRole>> use(Caller caller, Periods periods) {
    return bound(
            FIRST_TRAINED
                + """
                select role,
                       coalesce(sum(entries) filter (where month < :training), 0)::bigint as before,
                       coalesce(sum(entries) filter (where month >= :after), 0)::bigint as after
                  from live
                  join effect_usage using (edition)
                  join first_trained using (department)
                 where first_on >= :training and first_on < :after and month >= :before and month < :end
                 group by role
                 order by role
                """,
            caller,
            periods)
        .bind("before", periods.beforeBegins())
        .map(row -> new UseByRole(text(row, "role"), count(row, "before"), count(row, "after")))
        .all()
        .collectList();
  }

  /** Follow-ups of the sessions of these months, by stage. */
  Mono<List<FollowUps>> followUps(Caller caller, Periods periods) {
    return bound(
            FIRST_TRAINED
                + """
                select stage, sum(mails)::bigint as mails, sum(answers)::bigint as answers
                  from live
                  join effect_follow_up using (edition)
                  join effect_session using (edition, session_id)
                  join first_trained using (department)
                 where first_on >= :training and first_on < :after
                   and held_on >= :training and held_on < :after
                 group by stage
                 order by array_position(array['FIRST', 'SECOND', 'THIRD'], stage)
                """,
            caller,
            periods)
        .map(row -> new FollowUps(text(row, "stage"), count(row, "mails"), count(row, "answers")))
        .all()
        .collectList();
  }

  private DatabaseClient.GenericExecuteSpec bound(String sql, Caller caller, Periods periods) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("training", periods.trainingBegins())
        .bind("after", periods.afterBegins())
        .bind("end", periods.afterEnds());
  }

  private static Department department(Readable row) {
    return new Department(
        new UnitPath(text(row, "department")),
        Department.Group.valueOf(text(row, "training")),
        count(row, "attended"),
        sum(row, "before"),
        sum(row, "after"));
  }

  private static Department.Sum sum(Readable row, String period) {
    return new Department.Sum(
        count(row, "closed_" + period),
        count(row, "taken_up_" + period),
        count(row, "entries_" + period));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }

  private static long count(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }
}
