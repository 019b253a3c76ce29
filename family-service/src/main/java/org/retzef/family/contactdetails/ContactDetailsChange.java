package org.retzef.family.contactdetails;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.history.FieldChange;
import org.retzef.family.history.FileChanges;
import org.retzef.family.registration.Address;
import org.retzef.family.registration.ContactPeriod;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FilesToChange;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Changes where a family lives and how to reach it. Runs inside the caller's command. */
@Service
class ContactDetailsChange {

  private final FilesToChange files;
  private final FileChanges changes;
  private final Clock clock;

  ContactDetailsChange(FilesToChange files, FileChanges changes, Clock clock) {
    this.files = files;
    this.changes = changes;
    this.clock = clock;
  }

  /** Answers the file as it is now. */
  Mono<FamilyFile> change(
      Caller caller, UUID id, ExpectedVersion expected, ChangeContactDetailsRequest request) {
    LocalDate today = LocalDate.now(clock);
    return files
        .lock(caller, id, expected, today)
        .flatMap(family -> save(caller, family, next(family.contacts().getLast(), request, today)));
  }

  private Mono<FamilyFile> save(Caller caller, FamilyFile family, ContactPeriod next) {
    List<FieldChange> differences = differences(family.contacts().getLast(), next);
    if (differences.isEmpty()) {
      return Mono.just(family);
    }
    return files
        .changeContact(family, next)
        .flatMap(changed -> changes.keep(caller, changed, null, differences).thenReturn(changed))
        .flatMap(files::count);
  }

  private static ContactPeriod next(
      ContactPeriod before, ChangeContactDetailsRequest request, LocalDate today) {
    LocalDate since = orElse(request.since(), today);
    if (since.isBefore(before.since())) {
      throw new InvalidInput(Fault.of("since", "date-before-start"));
    }
    var next =
        new ContactPeriod(
            orElse(request.phone(), before.phone()),
            orElse(request.address(), before.address()),
            orElse(request.preferredLanguage(), before.preferredLanguage()),
            before.since());
    return next.equals(before)
        ? before
        : new ContactPeriod(next.phone(), next.address(), next.preferredLanguage(), since);
  }

  private static List<FieldChange> differences(ContactPeriod before, ContactPeriod after) {
    return new FieldChange.Collector()
        .compare("phone", before.phone().e164(), after.phone().e164())
        .compare("address", written(before.address()), written(after.address()))
        .compare(
            "preferredLanguage",
            before.preferredLanguage().code(),
            after.preferredLanguage().code())
        .compare("since", before.since(), after.since())
        .changes();
  }

  private static String written(Address address) {
    String postcode = address.postcode() == null ? "" : ", " + address.postcode();
    return address.street() + ", " + address.city() + postcode;
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
