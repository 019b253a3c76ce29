package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Signs vouchers, each signer with a key of their own, and tells whether a signature holds. Signing
 * runs inside the caller's command.
 */
@Service
class VoucherSigning {

  private final Vouchers vouchers;
  private final SigningKey serviceKey;
  private final SignerKeys keys;
  private final ElectronicSigning electronic;
  private final Outbox outbox;
  private final Clock clock;

  VoucherSigning(
      Vouchers vouchers,
      SigningKey serviceKey,
      SignerKeys keys,
      ElectronicSigning electronic,
      Outbox outbox,
      Clock clock) {
    this.vouchers = vouchers;
    this.serviceKey = serviceKey;
    this.keys = keys;
    this.electronic = electronic;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A signature stays, unless the key that made it was revoked so that it does not count. */
  Mono<Voucher> sign(Caller caller, UUID id, ExpectedVersion expected) {
    return vouchers
        .lock(caller, id)
        .doOnNext(voucher -> expected.orRefuse(voucher.version(), VoucherView.of(voucher)))
        .delayUntil(this::requireSignable)
        .flatMap(voucher -> write(caller, voucher))
        .then(vouchers.find(caller, id));
  }

  private Mono<Void> requireSignable(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    Mono<Void> unsigned =
        signature == null
            ? Mono.empty()
            : faultOf(voucher, signature)
                .doOnNext(
                    fault -> {
                      if (fault.orElse(null) != SignatureView.Fault.KEY_REVOKED) {
                        throw new AlreadySigned();
                      }
                    })
                .then();
    return unsigned
        .then(electronic.isOn(voucher.unit(), LocalDate.now(clock)))
        .doOnNext(
            on -> {
              if (!on) {
                throw new ElectronicSigningOff();
              }
            })
        .then();
  }

  private Mono<Void> write(Caller caller, Voucher voucher) {
    return keys.of(caller.subject())
        .map(key -> sign(voucher, key, clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .delayUntil(signature -> vouchers.sign(voucher, signature, caller.subject()))
        .flatMap(signature -> outbox.append(VoucherEvent.Signed.of(voucher, signature)));
  }

  private Voucher.Signature sign(Voucher voucher, SignerKey key, Instant now) {
    String hash = Ed25519.sha256(voucher.expectedContent());
    String value =
        Ed25519.sign(SigningStatement.of(hash, key.id(), now).canonical(), keys.open(key));
    return new Voucher.Signature(value, hash, key.id(), now);
  }

  /** Fails with {@link SignatureNotFound}. */
  Mono<SignatureView> verify(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    return signature == null
        ? Mono.error(new SignatureNotFound())
        : faultOf(voucher, signature).map(fault -> view(voucher, signature, fault.orElse(null)));
  }

  private SignatureView view(
      Voucher voucher, Voucher.Signature signature, SignatureView.@Nullable Fault fault) {
    boolean ofService = serviceKey.is(signature.keyId());
    return new SignatureView(
        voucher.id(),
        fault == null,
        fault,
        Ed25519.NAME,
        signature.keyId(),
        signature.contentHash(),
        ofService ? voucher.content() : SigningStatement.of(signature).canonical(),
        signature.value(),
        signature.signedAt(),
        voucher.version());
  }

  /**
   * Fails with {@link VoucherNotSigned} or {@link SignatureInvalid}; a paper counts where it may.
   */
  Mono<Void> requireValid(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    if (signature == null) {
      return voucher.paperSignedOn() == null ? Mono.error(new VoucherNotSigned()) : Mono.empty();
    }
    return faultOf(voucher, signature)
        .doOnNext(
            fault -> {
              if (fault.isPresent()) {
                throw new SignatureInvalid();
              }
            })
        .then();
  }

  /**
   * What is wrong, if anything is: the stored content must be what was signed, the voucher's rows
   * must still say the same, and the key must count. Of an erased family's voucher the content is
   * gone; what was signed is its hash, and that still holds: the vendor is owed what was delivered.
   */
  Mono<Optional<SignatureView.Fault>> faultOf(Voucher voucher, Voucher.Signature signature) {
    boolean same =
        signature.contentHash().equals(Ed25519.sha256(voucher.content()))
            && voucher.content().equals(voucher.expectedContent());
    if (!same && !voucher.isContentErased()) {
      return Mono.just(Optional.of(SignatureView.Fault.CONTENT_CHANGED));
    }
    if (serviceKey.is(signature.keyId())) {
      return Mono.just(
          serviceKey.verifies(voucher.content(), signature)
              ? Optional.empty()
              : Optional.of(SignatureView.Fault.SIGNATURE_WRONG));
    }
    return keys.find(signature.keyId())
        .map(key -> faultOf(signature, key))
        .defaultIfEmpty(Optional.of(SignatureView.Fault.KEY_UNKNOWN));
  }

  private static Optional<SignatureView.Fault> faultOf(Voucher.Signature signature, SignerKey key) {
    String signed = SigningStatement.of(signature).canonical();
    if (!Ed25519.verifies(signed, signature.value(), key.publicKey())) {
      return Optional.of(SignatureView.Fault.SIGNATURE_WRONG);
    }
    return key.countsAt(signature.signedAt())
        ? Optional.empty()
        : Optional.of(SignatureView.Fault.KEY_REVOKED);
  }

  /** Notes that a voucher was signed on paper, where the authority does so. */
  Mono<Voucher> notePaper(Caller caller, UUID id, ExpectedVersion expected, LocalDate signedOn) {
    return vouchers
        .lock(caller, id)
        .doOnNext(voucher -> expected.orRefuse(voucher.version(), VoucherView.of(voucher)))
        .doOnNext(
            voucher -> {
              if (voucher.signature() != null || voucher.paperSignedOn() != null) {
                throw new AlreadySigned();
              }
            })
        .delayUntil(
            voucher ->
                electronic
                    .isOn(voucher.unit(), LocalDate.now(clock))
                    .doOnNext(
                        on -> {
                          if (on) {
                            throw new ElectronicSigningOn();
                          }
                        }))
        .flatMap(voucher -> vouchers.notePaper(id, signedOn, caller.subject()))
        .then(vouchers.find(caller, id));
  }
}
