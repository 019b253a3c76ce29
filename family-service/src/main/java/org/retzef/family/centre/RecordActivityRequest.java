package org.retzef.family.centre;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;

/**
 * Something that the centre did: for one person, for a group, for the community, or advice to the
 * department's workers.
 *
 * @param serviceUserIds exactly one for an individual response, at least one for a group, none for
 *     a consultation
 * @param otherParticipants of the community; at least one, if no service user took part
 * @param departmentWorkers at least one for a consultation
 */
record RecordActivityRequest(
    @NotNull Activity.Kind kind,
    @NotNull Activity.Domain domain,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate heldOn,
    @NotNull @Size(max = 200) List<@NotNull UUID> serviceUserIds,
    @Nullable @Min(0) @Max(10_000) Integer otherParticipants,
    @Nullable @Min(0) @Max(1_000) Integer departmentWorkers) {

  /** Otzma centres are there since 2007. */
  private static final LocalDate EARLIEST = LocalDate.of(2007, 1, 1);

  int others() {
    return otherParticipants == null ? 0 : otherParticipants;
  }

  int workers() {
    return departmentWorkers == null ? 0 : departmentWorkers;
  }

  /** What does not suit the kind, and a day before there were centres. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (heldOn.isBefore(EARLIEST)) {
      faults.add(Fault.of("heldOn", "date-too-early"));
    }
    if (!suitsServiceUsers()) {
      faults.add(Fault.of("serviceUserIds", "participants-unsuitable"));
    }
    if (kind != Activity.Kind.COMMUNITY && others() > 0) {
      faults.add(Fault.of("otherParticipants", "participants-unsuitable"));
    }
    if ((kind == Activity.Kind.CONSULTATION) != (workers() > 0)) {
      faults.add(Fault.of("departmentWorkers", "participants-unsuitable"));
    }
    if (new HashSet<>(serviceUserIds).size() < serviceUserIds.size()) {
      faults.add(Fault.of("serviceUserIds", "participant-twice"));
    }
    return faults;
  }

  private boolean suitsServiceUsers() {
    int users = serviceUserIds.size();
    return switch (kind) {
      case INDIVIDUAL -> users == 1;
      case GROUP -> users >= 1;
      case COMMUNITY -> users + others() >= 1;
      case CONSULTATION -> users == 0;
    };
  }
}
