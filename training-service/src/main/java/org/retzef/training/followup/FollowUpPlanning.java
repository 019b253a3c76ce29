package org.retzef.training.followup;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.platform.paging.Ids;
import org.retzef.training.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Brings the follow-ups of sessions in line with who attended, whenever attendance was recorded.
 * Runs in the transaction that records it.
 */
@Service
public class FollowUpPlanning {

  private final DatabaseClient database;
  private final Secrets secrets;

  FollowUpPlanning(DatabaseClient database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /**
   * Three follow-ups, each at eight in the morning of its day; one mail of each to everybody who
   * attended. Who is recorded late gets at once what is overdue, but nothing whose form is closed.
   */
  public Mono<Void> planFor(Collection<UUID> sessionIds) {
    UUID[] sessions = sessionIds.toArray(UUID[]::new);
    return planStages(sessions)
        .then(Mono.defer(() -> forgetWhoWasNotThere(sessions)))
        .then(Mono.defer(() -> missingMails(sessions)))
        .flatMap(this::insertMails);
  }

  private Mono<Void> planStages(UUID[] sessions) {
    int stages = Stage.values().length;
    return database
        .sql(
            """
            insert into follow_up (id, session_id, stage, due_at)
            select planned.id, session.id, planned.stage,
                   ((starts_at at time zone 'Asia/Jerusalem')::date + planned.days + time '08:00')
                     at time zone 'Asia/Jerusalem'
              from unnest(:ids::uuid[], :sessions::uuid[], :stages::text[], :days::int[])
                   as planned (id, session_id, stage, days)
              join session on session.id = planned.session_id
            on conflict (session_id, stage) do nothing
            """)
        .bind(
            "ids",
            Stream.generate(Ids::next).limit((long) stages * sessions.length).toArray(UUID[]::new))
        .bind(
            "sessions",
            Stream.of(sessions)
                .flatMap(session -> Stream.of(Stage.values()).map(stage -> session))
                .toArray(UUID[]::new))
        .bind(
            "stages",
            Stream.of(sessions)
                .flatMap(session -> Stream.of(Stage.values()).map(Stage::name))
                .toArray(String[]::new))
        .bind(
            "days",
            Stream.of(sessions)
                .flatMap(session -> Stream.of(Stage.values()).map(Stage::days))
                .toArray(Integer[]::new))
        .then();
  }

  /**
   * A mail that was tried once may have arrived: it is not forgotten. As an array, those who were
   * not there are looked up once, whatever the planner believes; as a join it looked them up for
   * each mail that is due anywhere, while the tables had grown since they were last counted.
   */
  private Mono<Void> forgetWhoWasNotThere(UUID[] sessions) {
    return database
        .sql(
            """
            delete from follow_up_mail
             where registration_id = any(array(
                     select id from registration
                      where session_id = any(:sessions) and attended_at is null))
               and state = 'DUE' and attempts = 0
            """)
        .bind("sessions", sessions)
        .then();
  }

  private Mono<List<Missing>> missingMails(UUID[] sessions) {
    return database
        .sql(
            """
            select follow_up.id as follow_up_id, registration.id as registration_id
              from follow_up
              join asked_form on asked_form.follow_up_id = follow_up.id
              join registration on registration.session_id = follow_up.session_id
             where follow_up.session_id = any(:sessions) and attended_at is not null
               and closes_at > now()
               and not exists (
                 select from follow_up_mail as mail
                  where mail.follow_up_id = follow_up.id
                    and mail.registration_id = registration.id)
            """)
        .bind("sessions", sessions)
        .map(
            row ->
                new Missing(
                    Ids.next(),
                    row.get("follow_up_id", UUID.class),
                    row.get("registration_id", UUID.class)))
        .all()
        .collectList();
  }

  private Mono<Void> insertMails(List<Missing> missing) {
    return database
        .sql(
            """
            insert into follow_up_mail
              (id, follow_up_id, registration_id, token_hash, state, next_try_at)
            select planned.id, planned.follow_up_id, registration_id, decode(token_hash, 'hex'), 'DUE',
                   due_at
              from unnest(:ids::uuid[], :followUps::uuid[], :registrations::uuid[], :hashes::text[])
                   as planned (id, follow_up_id, registration_id, token_hash)
              join follow_up on follow_up.id = planned.follow_up_id
            on conflict (follow_up_id, registration_id) do nothing
            """)
        .bind("ids", missing.stream().map(Missing::mailId).toArray(UUID[]::new))
        .bind("followUps", missing.stream().map(Missing::followUpId).toArray(UUID[]::new))
        .bind("registrations", missing.stream().map(Missing::registrationId).toArray(UUID[]::new))
        .bind(
            "hashes",
            missing.stream()
                .map(mail -> HexFormat.of().formatHex(secrets.tokenOf(mail.mailId()).hash()))
                .toArray(String[]::new))
        .then();
  }

  private record Missing(UUID mailId, UUID followUpId, UUID registrationId) {}
}
