package org.retzef.basket.donation;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a file's lines in as they arrive; they are worked on when all are here. */
@Service
class ImportReceiving {

  private static final int PORTION = 500;

  private final Donations donations;
  private final Imports imports;
  private final Commands commands;

  ImportReceiving(Donations donations, Imports imports, Commands commands) {
    this.donations = donations;
    this.imports = imports;
    this.commands = commands;
  }

  /**
   * @param csv whether the first line is a header
   */
  Mono<DistributionImport> receive(
      Caller caller, UUID donationId, boolean dryRun, boolean csv, Flux<String> lines) {
    Flux<String> filled = lines.filter(line -> !line.isBlank());
    return donations
        .find(donationId)
        .thenMany(
            filled.switchOnFirst(
                (first, all) -> {
                  String header = csv && first.hasValue() ? String.valueOf(first.get()) : "";
                  if (csv && !ImportRows.isHeader(header)) {
                    return Flux.error(new InvalidInput(Fault.of("header", "import-columns")));
                  }
                  var job =
                      new Imports.Job(
                          Ids.next(), donationId, dryRun, header, caller.subject(), 0, 0);
                  return receive(job, csv ? all.skip(1) : all);
                }))
        .single();
  }

  private Mono<DistributionImport> receive(Imports.Job job, Flux<String> lines) {
    AtomicLong number = new AtomicLong();
    return commands
        .run(() -> imports.insert(job))
        .thenMany(
            lines
                .map(line -> new Imports.Line(number.incrementAndGet(), line))
                .buffer(PORTION)
                .concatMap(portion -> commands.run(() -> imports.keep(job.id(), portion))))
        .then(Mono.defer(() -> commands.run(() -> imports.start(job.id()))))
        .then(Mono.defer(() -> imports.find(job.donationId(), job.id())));
  }
}
