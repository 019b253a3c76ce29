package org.retzef.family.member;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.retzef.family.registration.Family;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.family.registration.Member;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/relations")
class RelationController {

  private final Membership membership;
  private final FamilyFiles files;
  private final Clock clock;
  private final Commands commands;

  RelationController(Membership membership, FamilyFiles files, Clock clock, Commands commands) {
    this.membership = membership;
    this.files = files;
    this.clock = clock;
    this.commands = commands;
  }

  /** Lists what everybody who is or was in the household was to its head, and since when. */
  @GetMapping
  Mono<ResponseEntity<Page<MemberRelations>>> list(Caller caller, @PathVariable UUID familyId) {
    return files
        .file(caller, familyId)
        .map(
            family ->
                family.members().stream()
                    .sorted(Comparator.comparing(Member::id))
                    .map(MemberRelations::of)
                    .toList())
        .map(members -> ResponseEntity.ok(Page.whole(members)));
  }

  /**
   * Corrects what members were to the head in the past: a wrong day of a change, or the wrong
   * person. On every day there is one head, so a head's days are corrected with those of who came
   * before or after.
   *
   * <p>{@code If-Match} names the family's version, and the answer is the family as it is now.
   */
  @PutMapping
  Mono<ResponseEntity<Family>> correct(
      Caller caller,
      @PathVariable UUID familyId,
      ExpectedVersion expected,
      @RequestBody CorrectRelationsRequest request) {
    LocalDate today = LocalDate.now(clock);
    return commands
        .run(() -> membership.correctRelations(caller, familyId, expected, request))
        .map(
            family ->
                ResponseEntity.ok()
                    .eTag(ExpectedVersion.eTag(family.version()))
                    .body(family.asOf(today)));
  }
}
