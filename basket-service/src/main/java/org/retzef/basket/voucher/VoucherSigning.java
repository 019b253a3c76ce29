package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.request.StepNotAllowed;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
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

  /** A voucher with its new signature. */
  record Signed(Voucher voucher, Voucher.Signature signature) {}

  /**
   * A signature stays, unless the key that made it was revoked so that it does not count; then a
   * new one takes its place, also of what was delivered and not paid yet. Whatever is over is not
   * signed.
   */
  Mono<Voucher> sign(Caller caller, UUID id, ExpectedVersion expected) {
    return signAll(caller, Map.of(id, expected)).map(List::getFirst);
  }

  /** As above, of many in as many statements; what is wrong with one of them fails all. */
  Mono<List<Voucher>> signAll(Caller caller, Map<UUID, ExpectedVersion> expected) {
    return vouchers
        .lockAll(caller, expected.keySet())
        .doOnNext(locked -> locked.forEach(voucher -> requireVersion(voucher, expected)))
        .delayUntil(this::requireUnsigned)
        .doOnNext(locked -> locked.forEach(this::requireUse))
        .delayUntil(this::requireElectronic)
        .flatMap(locked -> write(caller, locked))
        .then(Mono.defer(() -> vouchers.findAll(caller, expected.keySet())));
  }

  private static void requireVersion(Voucher voucher, Map<UUID, ExpectedVersion> expected) {
    Objects.requireNonNull(expected.get(voucher.id()))
        .orRefuse(voucher.version(), VoucherView.of(voucher));
  }

  private Mono<Void> requireElectronic(List<Voucher> all) {
    return Flux.fromStream(() -> all.stream().map(Voucher::unit).distinct())
        .concatMap(unit -> electronic.isOn(unit, LocalDate.now(clock)))
        .doOnNext(
            on -> {
              if (!on) {
                throw new ElectronicSigningOff();
              }
            })
        .then();
  }

  private Mono<Void> requireUnsigned(List<Voucher> all) {
    return Flux.fromIterable(all).concatMap(this::requireUnsigned).then();
  }

  private Mono<Void> requireUnsigned(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    return signature == null
        ? Mono.empty()
        : faultOf(voucher, signature)
            .doOnNext(
                fault -> {
                  if (fault.orElse(null) != SignatureView.Fault.KEY_REVOKED) {
                    throw new AlreadySigned();
                  }
                })
            .then();
  }

  /** What may still be delivered on, or was delivered and is not paid. */
  private void requireUse(Voucher voucher) {
    switch (voucher.status()) {
      case ORDERED -> requireNotOver(voucher);
      case DELIVERED, DISPUTED, RECEIVED -> {}
      default -> throw new StepNotAllowed();
    }
  }

  private void requireNotOver(Voucher voucher) {
    if (voucher.isOver(LocalDate.now(clock))) {
      throw new VoucherExpired(voucher);
    }
  }

  private Mono<Void> write(Caller caller, List<Voucher> all) {
    return keys.of(caller.subject())
        .map(key -> sign(all, key, clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .delayUntil(signed -> vouchers.sign(signed, caller.subject()))
        .flatMap(
            signed ->
                outbox.append(
                    signed.stream()
                        .map(one -> VoucherEvent.Signed.of(one.voucher(), one.signature()))
                        .toList()));
  }

  private List<Signed> sign(List<Voucher> all, SignerKey key, Instant now) {
    List<String> hashes =
        all.stream().map(voucher -> Ed25519.sha256(voucher.expectedContent())).toList();
    List<String> values =
        Ed25519.signAll(
            hashes.stream()
                .map(hash -> SigningStatement.of(hash, key.id(), now).canonical())
                .toList(),
            keys.open(key));
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                new Signed(
                    all.get(i), new Voucher.Signature(values.get(i), hashes.get(i), key.id(), now)))
        .toList();
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
  Mono<Void> requireValid(List<Voucher> all) {
    return groundsOf(all)
        .doOnNext(grounds -> all.forEach(voucher -> requireValid(voucher, grounds)))
        .then();
  }

  /** What signatures are judged by: the keys that made them, and whose content may be missing. */
  private record Grounds(Map<String, SignerKey> keys, Set<UUID> erased) {}

  private Mono<Grounds> groundsOf(List<Voucher> all) {
    return keys.find(keyIds(all))
        .flatMap(known -> erasedAmong(all).map(erased -> new Grounds(known, erased)));
  }

  /** Asked for only where a content is missing, which is seldom. */
  private Mono<Set<UUID>> erasedAmong(List<Voucher> all) {
    Set<UUID> missing =
        all.stream().filter(Voucher::isContentMissing).map(Voucher::id).collect(Collectors.toSet());
    return missing.isEmpty() ? Mono.just(Set.of()) : vouchers.erasedAmong(missing);
  }

  private static Set<String> keyIds(List<Voucher> all) {
    return all.stream()
        .map(Voucher::signature)
        .filter(Objects::nonNull)
        .map(Voucher.Signature::keyId)
        .collect(Collectors.toSet());
  }

  private void requireValid(Voucher voucher, Grounds grounds) {
    Voucher.Signature signature = voucher.signature();
    if (signature == null && voucher.paperSignedOn() == null) {
      throw new VoucherNotSigned();
    }
    if (signature != null && faultOf(voucher, signature, grounds).isPresent()) {
      throw new SignatureInvalid();
    }
  }

  /**
   * What is wrong, if anything is: the stored content must be what was signed, the voucher's rows
   * must still say the same, and the key must count. Of an erased family's voucher the content is
   * gone; what was signed is its hash, and that still holds: the vendor is owed what was delivered.
   */
  Mono<Optional<SignatureView.Fault>> faultOf(Voucher voucher, Voucher.Signature signature) {
    return groundsOf(List.of(voucher)).map(grounds -> faultOf(voucher, signature, grounds));
  }

  private Optional<SignatureView.Fault> faultOf(
      Voucher voucher, Voucher.Signature signature, Grounds grounds) {
    boolean same =
        signature.contentHash().equals(Ed25519.sha256(voucher.content()))
            && voucher.content().equals(voucher.expectedContent());
    if (!same && !grounds.erased().contains(voucher.id())) {
      return Optional.of(SignatureView.Fault.CONTENT_CHANGED);
    }
    if (serviceKey.is(signature.keyId())) {
      return serviceKey.verifies(voucher.content(), signature)
          ? Optional.empty()
          : Optional.of(SignatureView.Fault.SIGNATURE_WRONG);
    }
    SignerKey key = grounds.keys().get(signature.keyId());
    return key == null ? Optional.of(SignatureView.Fault.KEY_UNKNOWN) : faultOf(signature, key);
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
        .doOnNext(this::requireUse)
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
