package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Signs vouchers and tells whether a signature holds. Signing runs inside the caller's command. */
@Service
class VoucherSigning {

  private final Vouchers vouchers;
  private final SigningKey key;
  private final Outbox outbox;
  private final Clock clock;

  VoucherSigning(Vouchers vouchers, SigningKey key, Outbox outbox, Clock clock) {
    this.vouchers = vouchers;
    this.key = key;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<Voucher> sign(Caller caller, UUID id, ExpectedVersion expected) {
    return vouchers
        .lock(caller, id)
        .flatMap(
            voucher -> {
              expected.orRefuse(voucher.version(), VoucherView.of(voucher));
              if (voucher.signature() != null) {
                throw new AlreadySigned();
              }
              return write(caller, voucher);
            })
        .then(vouchers.find(caller, id));
  }

  private Mono<Void> write(Caller caller, Voucher voucher) {
    Voucher.Signature signature =
        key.sign(voucher.content(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return vouchers
        .sign(voucher.id(), signature, caller.subject())
        .then(outbox.append(VoucherEvent.Signed.of(voucher, signature)));
  }

  /** Fails with {@link SignatureNotFound}. */
  SignatureView verify(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    if (signature == null) {
      throw new SignatureNotFound();
    }
    return new SignatureView(
        voucher.id(),
        holds(voucher, signature),
        "Ed25519",
        signature.keyId(),
        signature.contentHash(),
        signature.value(),
        signature.signedAt(),
        voucher.version());
  }

  /** Fails with {@link VoucherNotSigned} or {@link SignatureInvalid}. */
  Mono<Void> requireValid(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    if (signature == null) {
      return Mono.error(new VoucherNotSigned());
    }
    return holds(voucher, signature) ? Mono.empty() : Mono.error(new SignatureInvalid());
  }

  /** The stored content must be what was signed, and the voucher's rows must still say the same. */
  private boolean holds(Voucher voucher, Voucher.Signature signature) {
    return key.verifies(voucher.content(), signature)
        && voucher.content().equals(voucher.expectedContent());
  }
}
