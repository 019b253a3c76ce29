package org.retzef.basket.donation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.retzef.basket.basket.KnownFamilies;
import org.retzef.basket.basket.KnownFamily;
import org.retzef.basket.donation.DistributionImport.RowFault;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Works on imports, portion by portion: a portion with its counts is one command, so that a crash
 * loses and doubles nothing, and two copies of the service do not work on the same import.
 */
@Service
class DistributionImporting {

  private static final int PORTION = 200;

  private final Giving giving;
  private final Donations donations;
  private final Distributions distributions;
  private final Imports imports;
  private final KnownFamilies families;
  private final Commands commands;
  private final Clock clock;

  DistributionImporting(
      Giving giving,
      Donations donations,
      Distributions distributions,
      Imports imports,
      KnownFamilies families,
      Commands commands,
      Clock clock) {
    this.giving = giving;
    this.donations = donations;
    this.distributions = distributions;
    this.imports = imports;
    this.families = families;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 500)
  void work() {
    Boolean worked;
    do {
      worked =
          commands.run(() -> imports.next().flatMap(job -> work(job).thenReturn(true))).block();
    } while (Boolean.TRUE.equals(worked));
  }

  private Mono<Void> work(Imports.Job job) {
    ImportRows reader = ImportRows.of(job.header(), LocalDate.now(clock));
    return imports
        .lines(job, PORTION)
        .map(line -> reader.read(line.number(), line.text()))
        .collectList()
        .flatMap(
            portion ->
                portion.isEmpty()
                    ? imports.finish(job.id())
                    : donations
                        .find(job.donationId())
                        .flatMap(donation -> take(job, donation, portion)));
  }

  private Mono<Void> take(Imports.Job job, Donation donation, List<ImportRows.Row> portion) {
    UUID[] asked =
        portion.stream()
            .map(ImportRows.Row::request)
            .filter(Objects::nonNull)
            .map(DistributeRequest::familyId)
            .distinct()
            .toArray(UUID[]::new);
    return families
        .find(asked)
        .zipWhen(known -> families.tiedTo(job.startedBy(), known.values()))
        .map(found -> new Portion(donation.left() - job.promised(), found.getT1(), found.getT2()))
        .delayUntil(
            counted ->
                Flux.fromIterable(portion).concatMap(row -> take(job, donation, row, counted)))
        .flatMap(
            counted ->
                imports.count(
                    job.id(),
                    portion.getLast().number(),
                    counted.promised,
                    counted.done,
                    counted.repeated,
                    counted.faults));
  }

  private Mono<Void> take(Imports.Job job, Donation donation, ImportRows.Row row, Portion counted) {
    DistributeRequest request = row.request();
    if (request == null) {
      counted.faults.add(Objects.requireNonNull(row.fault()));
      return Mono.empty();
    }
    KnownFamily family = counted.known.get(request.familyId());
    if (family == null) {
      return counted.refuse(row, "familyId", "family-unknown");
    }
    if (counted.tied.contains(family.id())) {
      return counted.refuse(row, "familyId", "conflict-of-interest");
    }
    try {
      Giving.requireFitting(donation, request);
    } catch (InvalidInput unfitting) {
      Fault fault = unfitting.faults().getFirst();
      return counted.refuse(row, fault.field(), fault.code());
    }
    if (job.dryRun()) {
      return check(job, row, Objects.requireNonNull(request.quantity()), counted);
    }
    return give(job, donation, row, request, family, counted);
  }

  private Mono<Void> give(
      Imports.Job job,
      Donation donation,
      ImportRows.Row row,
      DistributeRequest request,
      KnownFamily family,
      Portion counted) {
    return giving
        .distribute(job.startedBy(), donation.id(), request, family, row.rowKey())
        .doOnNext(given -> counted.done++)
        .hasElement()
        .flatMap(given -> given ? Mono.<Void>empty() : counted.repeat())
        .onErrorResume(
            DonationExhausted.class,
            exhausted -> counted.refuse(row, "quantity", "donation-exhausted"));
  }

  /** As {@link #give} would decide, in its order: what is repeated needs nothing that is left. */
  private Mono<Void> check(Imports.Job job, ImportRows.Row row, long units, Portion counted) {
    return distributions
        .isKnown(job.donationId(), row.rowKey())
        .flatMap(
            known -> known ? Mono.just(Checked.REPEATED) : promise(job, row, counted.fits(units)))
        .flatMap(
            checked ->
                switch (checked) {
                  case DONE -> counted.promise(units);
                  case REPEATED -> counted.repeat();
                  case EXHAUSTED -> counted.refuse(row, "quantity", "donation-exhausted");
                });
  }

  private enum Checked {
    DONE,
    REPEATED,
    EXHAUSTED
  }

  private Mono<Checked> promise(Imports.Job job, ImportRows.Row row, boolean fits) {
    return imports
        .promise(job.id(), row.rowKey(), fits)
        .flatMap(
            promised ->
                promised
                    ? Mono.just(Checked.DONE)
                    : imports
                        .isPromised(job.id(), row.rowKey())
                        .map(before -> before ? Checked.REPEATED : Checked.EXHAUSTED));
  }

  /** What became of a portion's rows. */
  private static final class Portion {
    private final long left;
    private final Map<UUID, KnownFamily> known;
    private final Set<UUID> tied;
    private long promised;
    private long done;
    private long repeated;
    private final List<RowFault> faults = new ArrayList<>();

    /**
     * @param left of the donation, and by a dry run not promised before
     * @param known families, by the id that a row has
     * @param tied those that whoever gives belongs to
     */
    private Portion(long left, Map<UUID, KnownFamily> known, Set<UUID> tied) {
      this.left = left;
      this.known = known;
      this.tied = tied;
    }

    private boolean fits(long units) {
      return units <= left - promised;
    }

    private Mono<Void> promise(long units) {
      promised += units;
      done++;
      return Mono.empty();
    }

    private Mono<Void> repeat() {
      repeated++;
      return Mono.empty();
    }

    private Mono<Void> refuse(ImportRows.Row row, String field, String code) {
      faults.add(new RowFault(row.number(), field, code));
      return Mono.empty();
    }
  }
}
