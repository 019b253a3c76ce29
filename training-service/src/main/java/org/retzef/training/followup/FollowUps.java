package org.retzef.training.followup;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What holders of sessions see of follow-ups. */
@Repository
class FollowUps {

  private final DatabaseClient database;

  FollowUps(DatabaseClient database) {
    this.database = database;
  }

  /** Of sessions of the caller's unit and those below. */
  Mono<Page<FollowUp>> of(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select follow_up.id, session_id, stage, due_at, closes_at,
                   (count(mail.id) filter (where mail.state = 'DUE'))::int as due,
                   (count(mail.id) filter (where mail.state = 'SENT'))::int as sent,
                   (count(mail.id) filter (where mail.state = 'STUCK'))::int as stuck,
                   (count(mail.id) filter (where answered))::int as answered
              from follow_up
              join asked_form on asked_form.follow_up_id = follow_up.id
              join session on session.id = session_id
              left join follow_up_mail as mail on mail.follow_up_id = follow_up.id
             where unit <@ :callerUnit::ltree and follow_up.id > :after
             group by follow_up.id, closes_at
             order by follow_up.id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new FollowUp(
                    row.get("id", UUID.class),
                    row.get("session_id", UUID.class),
                    Stage.valueOf(row.get("stage", String.class)),
                    row.get("due_at", Instant.class),
                    row.get("closes_at", Instant.class),
                    row.get("due", Integer.class),
                    row.get("sent", Integer.class),
                    row.get("stuck", Integer.class),
                    row.get("answered", Integer.class)))
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.id().toString()));
  }

  Mono<Page<StuckMail>> stuck(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select mail.id, follow_up.session_id, stage, registration.unit::text as unit, trainee, failure
              from follow_up_mail as mail
              join follow_up on follow_up.id = follow_up_id
              join session on session.id = follow_up.session_id
              join registration on registration.id = registration_id
             where mail.state = 'STUCK' and session.unit <@ :callerUnit::ltree and mail.id > :after
             order by mail.id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new StuckMail(
                    row.get("id", UUID.class),
                    row.get("session_id", UUID.class),
                    Stage.valueOf(row.get("stage", String.class)),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("trainee", String.class),
                    row.get("failure", String.class)))
        .all()
        .collectList()
        .map(mails -> Page.of(mails, page, mail -> mail.id().toString()));
  }
}
