package org.retzef.training.steering;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Approvals of decisions in the database. */
@Repository
class SteeringApprovals {

  private static final String SELECT =
      """
      select approval.id, meeting_id, decision, body, approved_on, version, held_on
        from steering_approval as approval
        join steering_meeting as meeting on meeting.id = meeting_id
       where
      """;

  private final DatabaseClient database;

  SteeringApprovals(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> ask(UUID meetingId, List<MeetingRequest.Resolution> decisions) {
    return Flux.range(0, decisions.size())
        .concatMap(
            number ->
                Flux.fromIterable(
                        Objects.requireNonNullElse(
                            decisions.get(number).approvalBy(), List.<String>of()))
                    .distinct()
                    .concatMap(body -> ask(meetingId, number, body)))
        .then();
  }

  private Mono<Void> ask(UUID meetingId, int decision, String body) {
    return database
        .sql(
            """
            insert into steering_approval (id, meeting_id, decision, body)
            values (:id, :meeting, :decision, :body)
            """)
        .bind("id", Ids.next())
        .bind("meeting", meetingId)
        .bind("decision", decision)
        .bind("body", body)
        .then();
  }

  /** A meeting's, by decision. */
  Mono<List<SteeringApproval>> of(UUID meetingId) {
    return database
        .sql(SELECT + " meeting_id = :meeting order by decision, body")
        .bind("meeting", meetingId)
        .map(SteeringApprovals::read)
        .all()
        .collectList();
  }

  /** Fails with {@link ApprovalNotFound}. */
  Mono<SteeringApproval> give(
      Caller caller, UUID id, ExpectedVersion expected, LocalDate approvedOn) {
    return database
        .sql(SELECT + " approval.id = :id and " + SteeringMeetings.OWN + " for update of approval")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(row -> new Found(read(row), row.get("held_on", LocalDate.class)))
        .one()
        .switchIfEmpty(Mono.error(ApprovalNotFound::new))
        .doOnNext(
            found -> {
              expected.orRefuse(found.approval().version(), found.approval());
              if (approvedOn.isBefore(found.heldOn())) {
                throw new InvalidInput(Fault.of("approvedOn", "date-before-start"));
              }
            })
        .flatMap(found -> update(caller, id, approvedOn));
  }

  private record Found(SteeringApproval approval, LocalDate heldOn) {}

  private Mono<SteeringApproval> update(Caller caller, UUID id, LocalDate approvedOn) {
    return database
        .sql(
            """
            update steering_approval
               set approved_on = :approvedOn, recorded_by = :by, version = version + 1
             where id = :id
            returning id, meeting_id, decision, body, approved_on, version
            """)
        .bind("approvedOn", approvedOn)
        .bind("by", caller.subject())
        .bind("id", id)
        .map(SteeringApprovals::read)
        .one();
  }

  private static SteeringApproval read(Readable row) {
    return new SteeringApproval(
        row.get("id", UUID.class),
        row.get("meeting_id", UUID.class),
        row.get("decision", Integer.class),
        row.get("body", String.class),
        row.get("approved_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
