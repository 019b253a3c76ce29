package org.retzef.family.transfer;

import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Moves a family to another department. Runs inside the caller's command. */
@Service
class FamilyTransfer {

  private final Families families;
  private final Units units;
  private final Transfers transfers;
  private final Outbox outbox;

  FamilyTransfer(Families families, Units units, Transfers transfers, Outbox outbox) {
    this.families = families;
    this.units = units;
    this.transfers = transfers;
    this.outbox = outbox;
  }

  Mono<Transfer> propose(Caller caller, UUID familyId, TransferRequest request) {
    return families
        .changeableUnitOf(caller, familyId)
        .delayUntil(from -> requireOtherDepartment(from, request.unit()))
        .flatMap(from -> transfers.propose(Ids.next(), familyId, from, request.unit(), caller));
  }

  private Mono<Boolean> requireOtherDepartment(UnitPath from, UnitPath to) {
    return units
        .takesFamilies(to, true)
        .filter(takes -> takes && !from.equals(to))
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("unit", "unit-unknown"))));
  }

  Mono<Transfer> answer(Caller caller, UUID id, ExpectedVersion expected, TransferAnswer request) {
    return transfers
        .lockIncoming(caller, id)
        .doOnNext(transfer -> requireAnswerable(transfer, expected))
        .flatMap(
            transfer ->
                switch (request.decision()) {
                  case ACCEPT -> accept(caller, transfer);
                  case DECLINE -> transfers.answer(caller, id, Transfer.Status.DECLINED);
                });
  }

  private static void requireAnswerable(Transfer transfer, ExpectedVersion expected) {
    expected.orRefuse(transfer.version(), transfer);
    if (transfer.status() != Transfer.Status.PROPOSED) {
      throw new TransferAnswered();
    }
  }

  private Mono<Transfer> accept(Caller caller, Transfer transfer) {
    return units
        .takesFamilies(transfer.toUnit(), true)
        .then(Mono.defer(() -> transfers.move(transfer)))
        .then(
            outbox.append(
                new TransferEvent.Transferred(
                    transfer.familyId(), transfer.fromUnit(), transfer.toUnit())))
        .then(transfers.answer(caller, transfer.id(), Transfer.Status.ACCEPTED));
  }
}
