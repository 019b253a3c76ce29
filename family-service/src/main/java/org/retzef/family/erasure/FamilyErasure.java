package org.retzef.family.erasure;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.retzef.family.protection.FamilyErased;
import org.retzef.family.referral.OpenReferrals;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FilesToChange;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Erases families. Runs inside the caller's command. */
@Service
class FamilyErasure {

  private final FilesToChange files;
  private final OpenReferrals referrals;
  private final Erasures erasures;
  private final Outbox outbox;
  private final Clock clock;

  FamilyErasure(
      FilesToChange files, OpenReferrals referrals, Erasures erasures, Outbox outbox, Clock clock) {
    this.files = files;
    this.referrals = referrals;
    this.erasures = erasures;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A merged family is erased with its survivor, so there is none to erase. */
  Mono<CountableFamily> erase(
      Caller caller, UUID id, ExpectedVersion expected, EraseFamilyRequest request) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    return files
        .lockToErase(caller, id)
        .map(family -> erasedBy(request, family, expected, now))
        .flatMap(family -> saveAndTell(caller, family));
  }

  /** Who may erase a family need not know it: even a 412 tells only what is counted. */
  private static CountableFamily erasedBy(
      EraseFamilyRequest request, FamilyFile family, ExpectedVersion expected, ZonedDateTime now) {
    if (family.erasedAt() != null) {
      throw new FamilyErased();
    }
    CountableFamily countable = CountableFamily.of(family, now.toLocalDate());
    expected.orRefuse(family.version(), countable);
    return countable.erased(now.toInstant().truncatedTo(ChronoUnit.MICROS), request);
  }

  private Mono<CountableFamily> saveAndTell(Caller caller, CountableFamily family) {
    return referrals
        .expireOf(family.familyId())
        .then(erasures.erase(caller, family))
        .then(
            outbox.append(
                new ErasureEvent.Erased(
                    family.familyId(), family.unit(), Objects.requireNonNull(family.erasedAt()))))
        .thenReturn(family);
  }

  Mono<CountableFamily> show(Caller caller, UUID id) {
    LocalDate today = LocalDate.now(clock);
    return files
        .fileOfUnit(caller, id)
        .flatMap(family -> erasures.of(family).defaultIfEmpty(CountableFamily.of(family, today)));
  }
}
