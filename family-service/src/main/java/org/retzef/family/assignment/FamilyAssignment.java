package org.retzef.family.assignment;

import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Gives a family to a worker, who accepts or declines it. Runs inside the caller's command. */
@Service
class FamilyAssignment {

  private final Families families;
  private final Assignments assignments;

  FamilyAssignment(Families families, Assignments assignments) {
    this.families = families;
    this.assignments = assignments;
  }

  /** From this moment on the former holder only reads. */
  Mono<Assignment> assign(Caller caller, UUID familyId, AssignRequest request) {
    InvalidInput.ifAny(request.faults());
    return families
        .changeableUnitOf(caller, familyId)
        .flatMap(
            unit ->
                handOver(familyId, request.fieldRole())
                    .then(assignments.propose(Ids.next(), familyId, unit, request, caller)));
  }

  private Mono<Void> handOver(UUID familyId, FieldRole role) {
    return role.isHeldByOne() ? assignments.handOver(familyId, role) : Mono.empty();
  }

  Mono<Assignment> answer(
      Caller caller, UUID familyId, UUID id, ExpectedVersion expected, AssignmentAnswer request) {
    return families
        .liveUnitOf(caller, familyId)
        .then(assignments.lock(familyId, id))
        .doOnNext(assignment -> requireAnswerable(caller, assignment, expected))
        .flatMap(
            proposed ->
                switch (request.decision()) {
                  case ACCEPT -> assignments.accept(id);
                  case DECLINE -> assignments.close(id, Assignment.Status.DECLINED);
                });
  }

  private static void requireAnswerable(
      Caller caller, Assignment assignment, ExpectedVersion expected) {
    if (!assignment.worker().equals(caller.subject())) {
      throw new AssignmentOfAnother();
    }
    expected.orRefuse(assignment.version(), assignment);
    if (assignment.status() != Assignment.Status.PROPOSED) {
      throw new AssignmentClosed();
    }
  }

  Mono<Assignment> end(Caller caller, UUID familyId, UUID id, ExpectedVersion expected) {
    return families
        .changeableUnitOf(caller, familyId)
        .then(assignments.lock(familyId, id))
        .doOnNext(
            assignment -> {
              expected.orRefuse(assignment.version(), assignment);
              if (!assignment.isOpen()) {
                throw new AssignmentClosed();
              }
            })
        .flatMap(open -> assignments.close(id, Assignment.Status.ENDED));
  }
}
