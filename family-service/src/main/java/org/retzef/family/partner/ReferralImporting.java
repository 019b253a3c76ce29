package org.retzef.family.partner;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.family.partner.ReferralImport.ReferralFault;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.RequestBodies;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a file of referrals in, a portion of rows in one command each. A row is known by its
 * reference: who sends a file again changes nothing by the rows that were done. The file is kept in
 * memory alone, for it tells who people are.
 */
@Service
class ReferralImporting {

  private static final int PORTION = 100;

  private final PartnerReferring referring;
  private final ReferralImports imports;
  private final Units units;
  private final RequestBodies bodies;
  private final Commands commands;

  ReferralImporting(
      PartnerReferring referring,
      ReferralImports imports,
      Units units,
      RequestBodies bodies,
      Commands commands) {
    this.referring = referring;
    this.imports = imports;
    this.units = units;
    this.bodies = bodies;
    this.commands = commands;
  }

  private record Row(int number, String line) {}

  private record Work(
      PartnerAgreement agreement,
      Set<UnitPath> departments,
      Set<String> seen,
      UUID id,
      boolean dryRun) {}

  /** Keeps that a file is being taken in; {@link #run} then takes it. */
  Mono<ReferralImport> begin(PartnerAgreement agreement, boolean dryRun) {
    UUID id = Ids.next();
    return imports
        .begin(id, agreement.partner(), dryRun)
        .then(Mono.defer(() -> imports.find(agreement.partner(), id)));
  }

  /** What has begun and did not end is gone on with by whoever sends the file again. */
  Mono<ReferralImport> run(
      Caller caller, PartnerAgreement agreement, ReferralImport begun, String file) {
    return units
        .departmentsSeenBy(caller)
        .map(
            departments ->
                new Work(agreement, departments, new HashSet<>(), begun.id(), begun.dryRun()))
        .flatMap(work -> run(work, file));
  }

  private Mono<ReferralImport> run(Work work, String file) {
    AtomicInteger number = new AtomicInteger();
    return Flux.fromStream(file::lines)
        .map(line -> new Row(number.incrementAndGet(), line))
        .filter(row -> !row.line().isBlank())
        .buffer(PORTION)
        .concatMap(rows -> commands.run(() -> take(work, rows)))
        .then(Mono.defer(() -> commands.run(() -> imports.end(work.id()))))
        .then(Mono.defer(() -> imports.find(work.agreement().partner(), work.id())));
  }

  private Mono<Void> take(Work work, List<Row> rows) {
    List<ReferralFault> faults = new ArrayList<>();
    List<ReferRequest> good = new ArrayList<>();
    for (Row row : rows) {
      read(work, row, faults, good);
    }
    int refused = rows.size() - good.size();
    return Flux.fromIterable(good)
        .filter(request -> work.seen().add(request.reference()))
        .concatMap(request -> referring.take(work.agreement(), request, work.dryRun()))
        .filter(taken -> taken)
        .count()
        .flatMap(
            done ->
                imports.count(
                    work.id(), done.intValue(), good.size() - done.intValue(), refused, faults));
  }

  private void read(Work work, Row row, List<ReferralFault> faults, List<ReferRequest> good) {
    try {
      ReferRequest request =
          bodies.read(row.line().getBytes(StandardCharsets.UTF_8), ReferRequest.class);
      if (work.departments().contains(request.unit())) {
        good.add(request);
      } else {
        faults.add(new ReferralFault(row.number(), "unit", "department-unknown"));
      }
    } catch (InvalidInput invalid) {
      invalid
          .faults()
          .forEach(
              fault -> faults.add(new ReferralFault(row.number(), fault.field(), fault.code())));
    }
  }
}
