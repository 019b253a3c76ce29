package org.retzef.basket.budget;

import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a year's envelope in and sets its lines aside. Runs inside the caller's command. */
@Service
class EnvelopeLoading {

  private static final String FUND = "ENVELOPE";

  private final Envelopes envelopes;
  private final Ledger ledger;
  private final Outbox outbox;

  EnvelopeLoading(Envelopes envelopes, Ledger ledger, Outbox outbox) {
    this.envelopes = envelopes;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /** Line by line; in whatever order, the sources end with the same shares. */
  Mono<Envelope> load(LoadEnvelopeRequest request) {
    request.requireRightLines();
    int year = request.year();
    return envelopes
        .insert(year, request.asLines())
        .then(ledger.open(FUND, Account.source(FUND, year)))
        .thenMany(Flux.fromIterable(request.lines()))
        .concatMap(line -> setAside(year, line))
        .then(Mono.defer(() -> envelopes.of(year)))
        .delayUntil(envelope -> outbox.append(EnvelopeEvent.of(envelope)));
  }

  private Mono<Void> setAside(int year, LoadEnvelopeRequest.Line line) {
    Account account = Account.envelope(year, line.code());
    return ledger
        .open(FUND, account)
        .then(
            ledger.post(
                Posting.of(Posting.Kind.ENVELOPE_LOADED, Ids.next())
                    .ofYear(year)
                    .move(line.amount(), Account.source(FUND, year), account)));
  }
}
