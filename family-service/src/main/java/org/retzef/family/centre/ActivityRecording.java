package org.retzef.family.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Records what a centre did, and tells it. Runs inside the caller's command. */
@Service
class ActivityRecording {

  private final Stays stays;
  private final Activities activities;
  private final Outbox outbox;

  ActivityRecording(Stays stays, Activities activities, Outbox outbox) {
    this.stays = stays;
    this.activities = activities;
    this.outbox = outbox;
  }

  Mono<Activity> take(Caller caller, UnitPath centre, RecordActivityRequest request) {
    InvalidInput.ifAny(request.faults());
    Activity activity =
        new Activity(
            Ids.next(),
            centre,
            request.kind(),
            request.domain(),
            request.heldOn(),
            request.serviceUserIds(),
            request.others(),
            request.workers());
    return stays
        .present(centre, request.heldOn(), request.serviceUserIds())
        .doOnNext(present -> requireAll(request.serviceUserIds(), present))
        .then(activities.insert(activity, caller.subject()))
        .then(outbox.append(ActivityEvent.Recorded.of(activity)))
        .thenReturn(activity);
  }

  private static void requireAll(List<UUID> named, List<UUID> present) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      if (!present.contains(named.get(i))) {
        faults.add(Fault.of("serviceUserIds[%d]".formatted(i), "not-in-centre"));
      }
    }
    InvalidInput.ifAny(faults);
  }
}
