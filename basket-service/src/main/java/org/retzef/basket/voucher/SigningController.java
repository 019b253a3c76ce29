package org.retzef.basket.voucher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/vouchers")
class SigningController {

  private final SignerKeys keys;
  private final UnsignedVouchers unsigned;
  private final ElectronicSigning electronic;
  private final VoucherSigning signing;
  private final Commands commands;
  private final Clock clock;

  SigningController(
      SignerKeys keys,
      UnsignedVouchers unsigned,
      ElectronicSigning electronic,
      VoucherSigning signing,
      Commands commands,
      Clock clock) {
    this.keys = keys;
    this.unsigned = unsigned;
    this.electronic = electronic;
    this.signing = signing;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * A signer's key as everybody may know it; whose it is stays here.
   *
   * @param publicKey X.509, in Base64
   * @param revokedFor with {@code COMPROMISED}, nothing that it ever signed counts
   */
  record PublishedKey(
      String keyId,
      String algorithm,
      String publicKey,
      Instant createdAt,
      @Nullable Instant revokedAt,
      SignerKey.@Nullable Reason revokedFor,
      long version) {

    static PublishedKey of(SignerKey key) {
      return new PublishedKey(
          key.id(),
          Ed25519.NAME,
          Base64.getEncoder().encodeToString(key.publicKey().getEncoded()),
          key.createdAt(),
          key.revokedAt(),
          key.revokedFor(),
          key.version());
    }
  }

  record RevokeRequest(@NotNull SignerKey.Reason reason) {}

  record SwitchRequest(
      @NotNull UnitPath unit, @NotNull LocalDate firstDay, @NotNull Boolean enabled) {}

  record PaperRequest(@NotNull @PastOrPresent(message = "date-in-future") LocalDate signedOn) {}

  /** The vouchers of the caller's unit that wait for a signature; who waits longest first. */
  @GetMapping("/unsigned")
  Mono<ResponseEntity<Page<UnsignedVoucher>>> unsigned(Caller caller, PageRequest page) {
    return unsigned.seenBy(caller, LocalDate.now(clock), page).map(page::answer);
  }

  /** The public keys of all who sign or signed vouchers, open to everybody. */
  @GetMapping("/signing-keys")
  Mono<ResponseEntity<Page<PublishedKey>>> keys(PageRequest page) {
    return keys.list(page)
        .map(
            found ->
                new Page<>(found.items().stream().map(PublishedKey::of).toList(), found.next()))
        .map(page::answer);
  }

  /** Revokes a key, which then signs no more; a new signature of its owner makes a new one. */
  @PostMapping("/signing-keys/{keyId}/revocation")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<PublishedKey>> revoke(
      Caller caller,
      @PathVariable String keyId,
      ExpectedVersion expected,
      @RequestBody RevokeRequest request) {
    return commands
        .run(
            () ->
                keys.lock(keyId)
                    .doOnNext(key -> requireActive(key, expected))
                    .then(keys.revoke(keyId, request.reason(), caller.subject()))
                    .then(keys.lock(keyId)))
        .map(PublishedKey::of)
        .map(
            key ->
                ResponseEntity.status(HttpStatus.CREATED)
                    .eTag(ExpectedVersion.eTag(key.version()))
                    .body(key));
  }

  private static void requireActive(SignerKey key, ExpectedVersion expected) {
    expected.orRefuse(key.version(), PublishedKey.of(key));
    if (key.revokedAt() != null) {
      throw new SigningKeyRevoked();
    }
  }

  /** Where vouchers are signed electronically, from which day on. */
  @GetMapping("/electronic-signing")
  Mono<Page<ElectronicSigning.Switch>> switches() {
    return electronic.all().collectList().map(Page::whole);
  }

  /** Switches electronic signing on or off for a unit and those below it, from a day on. */
  @PostMapping("/electronic-signing")
  Mono<ResponseEntity<ElectronicSigning.Switch>> change(
      Caller caller, @RequestBody SwitchRequest request) {
    if (request.firstDay().isBefore(LocalDate.now(clock))) {
      throw new InvalidInput(Fault.of("firstDay", "date-in-past"));
    }
    var added =
        new ElectronicSigning.Switch(
            Ids.next(), request.unit(), request.firstDay(), request.enabled(), caller.subject());
    return commands
        .run(() -> electronic.insert(added))
        .map(
            isNew -> {
              if (!isNew) {
                throw new InvalidInput(Fault.of("firstDay", "day-decided"));
              }
              return ResponseEntity.created(URI.create("/api/v1/vouchers/electronic-signing"))
                  .body(added);
            });
  }

  /** Notes that a voucher was signed on paper, where its authority does not sign electronically. */
  @PostMapping("/{id}/paper-signature")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<VoucherView>> paper(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody PaperRequest request) {
    return commands
        .run(() -> signing.notePaper(caller, id, expected, request.signedOn()))
        .map(
            voucher ->
                ResponseEntity.status(HttpStatus.CREATED)
                    .eTag(ExpectedVersion.eTag(voucher.version()))
                    .body(VoucherView.of(voucher)));
  }
}
