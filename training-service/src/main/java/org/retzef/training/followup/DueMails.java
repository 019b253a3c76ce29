package org.retzef.training.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.mail.MailPile;
import org.retzef.training.mail.Outcome;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Mails as they are taken on, tried, and done. Every time here is the database's. */
@Repository
class DueMails {

  /** After so many tries, over some two days, a person looks at it. */
  private static final int MOST_TRIES = 10;

  private final DatabaseClient database;

  DueMails(DatabaseClient database) {
    this.database = database;
  }

  Mono<List<DueMail>> takeOn(int atMost) {
    return database
        .sql(
            """
            with batch as (
              select id from follow_up_mail
               where state = 'DUE' and next_try_at <= now()
               order by next_try_at
               limit :atMost
                 for update skip locked
            ), taken as (
              update follow_up_mail as mail
                 set next_try_at = now() + :lease * interval '1 second', attempts = attempts + 1
                from batch
               where mail.id = batch.id
              returning mail.id, follow_up_id, registration_id
            )
            select taken.id, follow_up.stage, trainee, sealed, coalesce(address.language, 'he') as language,
                   coalesce(case address.language when 'ar' then name_ar when 'en' then name_en end, name_he)
                     as course,
                   (starts_at at time zone 'Asia/Jerusalem')::date as held_on, closes_at <= now() as closed
              from taken
              join follow_up on follow_up.id = taken.follow_up_id
              join asked_form on asked_form.follow_up_id = follow_up.id
              join session on session.id = follow_up.session_id
              join course on course.id = session.course_id
              join registration on registration.id = taken.registration_id
              left join mail_address as address using (trainee)
            """)
        .bind("atMost", atMost)
        .bind("lease", MailPile.LEASE.toSeconds())
        .map(
            row ->
                new DueMail(
                    row.get("id", UUID.class),
                    Stage.valueOf(row.get("stage", String.class)),
                    row.get("trainee", String.class),
                    row.get("sealed", byte[].class),
                    MailLanguage.read(row.get("language", String.class)),
                    row.get("course", String.class),
                    row.get("held_on", LocalDate.class),
                    row.get("closed", Boolean.class)))
        .all()
        .collectList();
  }

  /**
   * Notes what became of mails.
   *
   * @return those that were sent now, counted by session, stage and department
   */
  Mono<List<Sent>> note(Map<UUID, Outcome> outcomes) {
    UUID[] ids = outcomes.keySet().toArray(UUID[]::new);
    return database
        .sql(
            """
            with noted as (
              update follow_up_mail as mail
                 set state = case when outcome = 'SENT' then 'SENT'
                                  when outcome = 'TRY_AGAIN' and attempts < :mostTries then 'DUE'
                                  else 'STUCK' end,
                     failure = case outcome when 'SENT' then null else told.failure end,
                     sent_at = case outcome when 'SENT' then now() end,
                     next_try_at = now() + least(power(4, attempts - 1), 480) * interval '1 minute'
                from unnest(:ids::uuid[], :outcomes::text[], :failures::text[]) as told (id, outcome, failure)
               where mail.id = told.id and mail.state = 'DUE'
              returning follow_up_id, registration_id, mail.state
            )
            select follow_up.session_id, stage, registration.unit::text as unit, count(*)::int as mails
              from noted
              join follow_up on follow_up.id = follow_up_id
              join registration on registration.id = registration_id
             where noted.state = 'SENT'
             group by follow_up.session_id, stage, registration.unit
             order by follow_up.session_id, stage, registration.unit
            """)
        .bind("ids", ids)
        .bind("outcomes", outcomes.values().stream().map(Outcome::name).toArray(String[]::new))
        .bind("failures", outcomes.values().stream().map(Outcome::failure).toArray(String[]::new))
        .bind("mostTries", MOST_TRIES)
        .map(
            row ->
                new Sent(
                    row.get("session_id", UUID.class),
                    Stage.valueOf(row.get("stage", String.class)),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("mails", Integer.class)))
        .all()
        .collectList();
  }

  /** Gives back what was taken on and not tried: the server was away, or too slow. */
  Mono<Void> giveBack(List<UUID> ids) {
    return database
        .sql(
            """
            update follow_up_mail set next_try_at = now() + interval '15 seconds', attempts = attempts - 1
             where id = any(:ids) and state = 'DUE'
            """)
        .bind("ids", ids.toArray(UUID[]::new))
        .then();
  }

  /** Those of this trainee, while their forms are open. */
  Mono<Void> addressSet(String trainee) {
    return database
        .sql(
            """
            update follow_up_mail as mail
               set state = 'DUE', next_try_at = now(), attempts = 0, failure = null
              from registration, asked_form
             where registration.id = mail.registration_id and trainee = :trainee
               and asked_form.follow_up_id = mail.follow_up_id and closes_at > now()
               and mail.state = 'STUCK' and failure in ('address-missing', 'address-refused')
            """)
        .bind("trainee", trainee)
        .then();
  }

  Mono<Boolean> cameBack(UUID mail, boolean forGood) {
    return database
        .sql(
            """
            update follow_up_mail
               set state = case when :forGood then 'STUCK' else state end,
                   failure = case when :forGood then 'address-refused' else failure end
             where id = :id
            """)
        .bind("forGood", forGood)
        .bind("id", mail)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  record Sent(UUID sessionId, Stage stage, UnitPath unit, int mails) {}
}
