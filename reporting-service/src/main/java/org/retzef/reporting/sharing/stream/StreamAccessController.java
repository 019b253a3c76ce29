package org.retzef.reporting.sharing.stream;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/sharing-agreements/{code}/credentials")
class StreamAccessController {

  private final SharingAgreements agreements;
  private final StreamAccesses accesses;
  private final BrokerAccess broker;
  private final Commands commands;
  private final Clock clock;
  private final String address;

  StreamAccessController(
      SharingAgreements agreements,
      StreamAccesses accesses,
      BrokerAccess broker,
      Commands commands,
      Clock clock,
      @Value("${retzef.kafka-login}") String address) {
    this.agreements = agreements;
    this.accesses = accesses;
    this.broker = broker;
    this.commands = commands;
    this.clock = clock;
    this.address = address;
  }

  /**
   * Lets a data team read its stream, with a password that is shown this once. Asked again it makes
   * another; the one before ends. No answer is kept for a repetition: it would hold the password.
   */
  @PostMapping
  Mono<ResponseEntity<Credentials>> issue(Caller caller, @PathVariable String code) {
    LocalDate today = LocalDate.now(clock);
    return agreements
        .find(caller, code)
        .filter(agreement -> agreement.streamsOn(today))
        .switchIfEmpty(Mono.error(NoStream::new))
        .flatMap(
            agreement ->
                commands
                    .run(() -> accesses.issued(code, today).thenReturn(true))
                    .then(broker.grant(code, agreement.topic()))
                    .map(password -> credentials(agreement, password)))
        .map(
            issued ->
                ResponseEntity.created(
                        URI.create("/api/v1/sharing-agreements/%s/credentials".formatted(code)))
                    .cacheControl(CacheControl.noStore())
                    .body(issued));
  }

  /** Shows whether a data team may sign in, and since when. */
  @GetMapping
  Mono<ResponseEntity<StreamAccess>> get(Caller caller, @PathVariable String code) {
    return agreements
        .find(caller, code)
        .then(accesses.find(code))
        .map(
            access ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(access.version())).body(access));
  }

  /** Ends a data team's access at once. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> withdraw(Caller caller, @PathVariable String code, ExpectedVersion expected) {
    return agreements
        .find(caller, code)
        .then(accesses.find(code))
        .doOnNext(access -> expected.orRefuse(access.version(), access))
        .then(broker.withdraw(code))
        .then(commands.run(() -> accesses.remove(code).thenReturn(true)))
        .then();
  }

  private Credentials credentials(SharingAgreement agreement, String password) {
    String user = BrokerAccess.user(agreement.code());
    return new Credentials(address, agreement.topic(), user, password, user + ".");
  }
}
