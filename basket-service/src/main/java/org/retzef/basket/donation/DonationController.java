package org.retzef.basket.donation;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/donations")
class DonationController {

  private final Giving giving;
  private final DistributionReversal reversal;
  private final Donations donations;
  private final Distributions distributions;
  private final DonorReports reports;
  private final Idempotency idempotency;

  DonationController(
      Giving giving,
      DistributionReversal reversal,
      Donations donations,
      Distributions distributions,
      DonorReports reports,
      Idempotency idempotency) {
    this.giving = giving;
    this.reversal = reversal;
    this.donations = donations;
    this.distributions = distributions;
    this.reports = reports;
    this.idempotency = idempotency;
  }

  /** Takes a donation in. */
  @PostMapping
  Mono<ResponseEntity<Donation>> receive(
      Caller caller, IdempotencyKey key, @RequestBody GiveRequest request) {
    return idempotency.once(
        key,
        request,
        Donation.class,
        () ->
            giving
                .receive(caller, request)
                .map(
                    donation ->
                        shown(
                            ResponseEntity.created(
                                URI.create("/api/v1/donations/" + donation.id())),
                            donation)));
  }

  private static ResponseEntity<Donation> shown(
      ResponseEntity.BodyBuilder answer, Donation donation) {
    return answer.eTag(ExpectedVersion.eTag(donation.version())).body(donation);
  }

  @GetMapping
  Mono<ResponseEntity<Page<Donation>>> list(PageRequest page) {
    return donations.list(page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Donation>> get(@PathVariable UUID id) {
    return donations.find(id).map(donation -> shown(ResponseEntity.ok(), donation));
  }

  /** Gives of a donation to a family; more than is left of it is refused. */
  @PostMapping("/{id}/distributions")
  Mono<ResponseEntity<Distribution>> distribute(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @RequestBody DistributeRequest request) {
    return idempotency.once(
        key,
        request,
        Distribution.class,
        () -> giving.distribute(caller, id, request).map(DonationController::given));
  }

  private static ResponseEntity<Distribution> given(Distribution given) {
    return ResponseEntity.created(
            URI.create("/api/v1/donations/" + given.donationId() + "/distributions"))
        .body(given);
  }

  /**
   * Undoes a distribution that was wrong, once, by somebody else than who recorded it: what was
   * given is in the donation again. It counts for today, whatever period it was in. What was
   * recorded stays known, and a file with its row gives nothing anew.
   */
  @PostMapping("/{id}/distributions/{distributionId}/reversal")
  Mono<ResponseEntity<Distribution>> reverse(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @PathVariable UUID distributionId,
      @RequestBody ReverseDistributionRequest request) {
    return idempotency.once(
        key,
        request,
        Distribution.class,
        () -> reversal.reverse(caller, id, distributionId, request).map(DonationController::given));
  }

  /** What of a donation went to families of the caller's units, also what was undone of it. */
  @GetMapping("/{id}/distributions")
  Mono<ResponseEntity<Page<Distribution>>> distributions(
      Caller caller, @PathVariable UUID id, PageRequest page) {
    return donations.find(id).then(distributions.list(caller, id, page)).map(page::answer);
  }

  /**
   * For donors: how many families were reached and how many things given, out of the records.
   *
   * @param donor its code; all donors without it
   * @param year in which they were distributed; all years without it
   */
  @GetMapping("/reports")
  Mono<DonorReport> report(
      @RequestParam(required = false) @Nullable String donor,
      @RequestParam(required = false) @Nullable Integer year) {
    if (donor != null && !donor.matches("[A-Z][A-Z0-9_]{1,39}")) {
      throw new InvalidInput(Fault.of("donor", "code-invalid"));
    }
    if (year != null && (year < 2000 || year > 2100)) {
      throw new InvalidInput(Fault.of("year", "year-invalid"));
    }
    return reports.of(donor, year);
  }
}
