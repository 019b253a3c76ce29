package org.retzef.training.invitation;

import io.r2dbc.spi.Readable;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.mail.MailPile;
import org.retzef.training.mail.Outcome;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Invitations as they are taken on, tried, and done. Every time here is the database's. */
@Repository
class InvitationPile implements MailPile<DueInvitation> {

  /** After so many tries, over some two days, it is given up. */
  private static final int MOST_TRIES = 10;

  private final DatabaseClient database;
  private final InvitationWriting writing;

  InvitationPile(DatabaseClient database, InvitationWriting writing) {
    this.database = database;
    this.writing = writing;
  }

  @Override
  public Mono<List<DueInvitation>> takeOn(int atMost) {
    return database
        .sql(
            """
            with batch as (
              select id from invitation
               where state = 'DUE' and next_try_at <= now()
               order by next_try_at
               limit :atMost
                 for update skip locked
            ), taken as (
              update invitation
                 set next_try_at = now() + :lease * interval '1 second', attempts = attempts + 1
                from batch
               where invitation.id = batch.id
              returning invitation.id, registration_id, sequence, says
            )
            select taken.id, session.id as session_id, sequence, says, trainee, sealed,
                   coalesce(address.language, 'he') as language,
                   coalesce(case address.language when 'ar' then name_ar when 'en' then name_en end, name_he)
                     as course,
                   place, starts_at, minutes, starts_at <= now() as begun
              from taken
              join registration on registration.id = taken.registration_id
              join session on session.id = registration.session_id
              join course on course.id = session.course_id
              left join mail_address as address using (trainee)
             order by taken.id
            """)
        .bind("atMost", atMost)
        .bind("lease", LEASE.toSeconds())
        .map(InvitationPile::read)
        .all()
        .collectList();
  }

  private static DueInvitation read(Readable row) {
    return new DueInvitation(
        row.get("id", UUID.class),
        row.get("trainee", String.class),
        row.get("sealed", byte[].class),
        MailLanguage.read(row.get("language", String.class)),
        row.get("begun", Boolean.class),
        new CalendarEntry(
            row.get("session_id", UUID.class),
            row.get("sequence", Integer.class),
            row.get("says", String.class),
            row.get("course", String.class),
            row.get("place", String.class),
            row.get("starts_at", Instant.class),
            row.get("minutes", Integer.class)));
  }

  @Override
  public MimeMessage write(Session session, DueInvitation mail, String address)
      throws MessagingException {
    return writing.write(session, mail, address);
  }

  @Override
  public Mono<Void> note(Map<UUID, Outcome> outcomes) {
    return database
        .sql(
            """
            update invitation
               set state = case when outcome = 'SENT' then 'SENT'
                                when outcome = 'TRY_AGAIN' and attempts < :mostTries then 'DUE'
                                else 'STUCK' end,
                   failure = case when outcome <> 'SENT' then told.failure end,
                   next_try_at = now() + least(power(4, attempts - 1), 480) * interval '1 minute'
              from unnest(:ids::uuid[], :outcomes::text[], :failures::text[]) as told (id, outcome, failure)
             where invitation.id = told.id and state = 'DUE'
            """)
        .bind("ids", outcomes.keySet().toArray(UUID[]::new))
        .bind("outcomes", outcomes.values().stream().map(Outcome::name).toArray(String[]::new))
        .bind("failures", outcomes.values().stream().map(Outcome::failure).toArray(String[]::new))
        .bind("mostTries", MOST_TRIES)
        .then();
  }

  @Override
  public Mono<Void> giveBack(List<UUID> untried) {
    return database
        .sql(
            """
            update invitation set next_try_at = now() + interval '15 seconds', attempts = attempts - 1
             where id = any(:ids) and state = 'DUE'
            """)
        .bind("ids", untried.toArray(UUID[]::new))
        .then();
  }

  /** Only what still holds, of sessions to come. */
  @Override
  public Mono<Void> addressSet(String trainee) {
    return database
        .sql(
            """
            update invitation as mail
               set state = 'DUE', next_try_at = now(), attempts = 0, failure = null
              from registration join session on session.id = session_id
             where registration.id = mail.registration_id and trainee = :trainee and starts_at > now()
               and mail.state = 'STUCK' and failure in ('address-missing', 'address-refused')
               and says <> 'CANCELLED'
               and sequence = (select max(sequence) from invitation
                                where registration_id = mail.registration_id)
            """)
        .bind("trainee", trainee)
        .then();
  }

  @Override
  public Mono<Boolean> cameBack(UUID mail, boolean forGood) {
    return database
        .sql(
            """
            update invitation
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
}
