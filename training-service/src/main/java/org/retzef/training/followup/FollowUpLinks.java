package org.retzef.training.followup;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.secret.LinkNotFound;
import org.retzef.training.secret.Token;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The links in mails, as the feature of feedback may use them. */
@Repository
public class FollowUpLinks {

  private final DatabaseClient database;

  FollowUpLinks(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link LinkNotFound}. */
  public Mono<FollowUpLink> find(Token token) {
    return database
        .sql(
            """
            select mail.id, mail.follow_up_id, follow_up.session_id, course_id, stage,
                   registration.unit::text as unit, coalesce(address.language, 'he') as language,
                   asked_form.version as form_version, questions::text as questions, closes_at,
                   closes_at <= now() as closed, answered,
                   exists (select from course_deck as deck
                            where deck.course_id = session.course_id) as has_deck
              from follow_up_mail as mail
              join follow_up on follow_up.id = mail.follow_up_id
              join asked_form on asked_form.follow_up_id = mail.follow_up_id
              join session on session.id = follow_up.session_id
              join registration on registration.id = registration_id
              left join mail_address as address using (trainee)
             where token_hash = :hash
            """)
        .bind("hash", token.hash())
        .map(
            row ->
                new FollowUpLink(
                    row.get("id", UUID.class),
                    row.get("follow_up_id", UUID.class),
                    row.get("session_id", UUID.class),
                    row.get("course_id", UUID.class),
                    Stage.valueOf(row.get("stage", String.class)),
                    new UnitPath(row.get("unit", String.class)),
                    MailLanguage.read(row.get("language", String.class)),
                    row.get("form_version", Integer.class),
                    row.get("questions", String.class),
                    row.get("closes_at", Instant.class),
                    row.get("closed", Boolean.class),
                    row.get("answered", Boolean.class),
                    row.get("has_deck", Boolean.class)))
        .one()
        .switchIfEmpty(Mono.error(LinkNotFound::new));
  }

  /** Whether this was the first answer, and in time. */
  public Mono<Boolean> markAnswered(FollowUpLink link) {
    return database
        .sql(
            """
            update follow_up_mail as mail set answered = true
              from asked_form
             where mail.id = :id and not answered
               and asked_form.follow_up_id = mail.follow_up_id and closes_at > now()
            """)
        .bind("id", link.mailId())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }
}
