package org.retzef.training.invitation;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Brings the invitations of a session in line with who has a seat. Runs in the transaction that
 * changes the session or its list, under the lock of the session's row.
 */
@Service
public class InvitationPlanning {

  /** What each trainee should have been told last. */
  private static final String WANTED =
      """
      with wanted as (
        select registration.id, session_id, trainee, session.version,
               case when registration.state <> 'REGISTERED' or session.state = 'CANCELLED' then 'CANCELLED'
                    when session.state = 'PLANNED' then 'TENTATIVE'
                    else 'CONFIRMED' end as says
          from registration join session on session.id = session_id
         where session_id = :session
      )
      """;

  private final DatabaseClient database;

  InvitationPlanning(DatabaseClient database) {
    this.database = database;
  }

  /** Who was told the same before is told nothing; who was told nothing is not told of its end. */
  public Mono<Void> planFor(UUID session) {
    return forgetWhatHoldsNoMore(session).then(Mono.defer(() -> planWhatIsNew(session)));
  }

  /** A mail that was tried once may have arrived: it is not forgotten. */
  private Mono<Void> forgetWhatHoldsNoMore(UUID session) {
    return database
        .sql(
            WANTED
                + """
                delete from invitation using wanted
                 where registration_id = wanted.id and invitation.says <> wanted.says
                   and state <> 'SENT' and attempts = 0
                """)
        .bind("session", session)
        .then();
  }

  private Mono<Void> planWhatIsNew(UUID session) {
    return database
        .sql(
            WANTED
                + """
                insert into invitation (registration_id, sequence, says)
                select wanted.id,
                       greatest(version, 1 + (
                         select coalesce(max(sequence), 0) from invitation
                           join registration on registration.id = registration_id
                          where registration.session_id = wanted.session_id
                            and registration.trainee = wanted.trainee)),
                       wanted.says
                  from wanted
                  left join lateral (
                         select says from invitation where registration_id = wanted.id
                          order by sequence desc limit 1) as told on true
                 where wanted.says is distinct from coalesce(told.says, 'CANCELLED')
                """)
        .bind("session", session)
        .then();
  }
}
