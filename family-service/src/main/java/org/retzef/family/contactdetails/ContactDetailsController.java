package org.retzef.family.contactdetails;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.registration.ContactPeriod;
import org.retzef.family.registration.Family;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{id}")
class ContactDetailsController {

  private final ContactDetailsChange change;
  private final FamilyFiles files;
  private final Clock clock;
  private final Commands commands;

  ContactDetailsController(
      ContactDetailsChange change, FamilyFiles files, Clock clock, Commands commands) {
    this.change = change;
    this.files = files;
    this.clock = clock;
    this.commands = commands;
  }

  /** Changes where a family lives, its phone or its language; answers the family as it is now. */
  @PatchMapping
  Mono<ResponseEntity<Family>> change(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ChangeContactDetailsRequest request) {
    LocalDate today = LocalDate.now(clock);
    return commands
        .run(() -> change.change(caller, id, expected, request))
        .map(
            family ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.eTag(family.version()))
                    .body(family.asOf(today)));
  }

  /**
   * Lists where a family lived and how it was reached, oldest first; then the same of each family
   * that was merged into it.
   */
  @GetMapping("/contact-details/history")
  Mono<ResponseEntity<Page<FormerContactDetails>>> history(Caller caller, @PathVariable UUID id) {
    return files
        .contactHistory(caller, id)
        .map(lines -> lines.stream().flatMap(line -> withDays(line).stream()).toList())
        .map(Page::whole)
        .map(ResponseEntity::ok);
  }

  private static List<FormerContactDetails> withDays(List<ContactPeriod> periods) {
    List<FormerContactDetails> withDays = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      LocalDate until = i + 1 < periods.size() ? periods.get(i + 1).since() : null;
      withDays.add(FormerContactDetails.of(periods.get(i), until));
    }
    return withDays;
  }
}
