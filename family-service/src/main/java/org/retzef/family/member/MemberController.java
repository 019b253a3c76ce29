package org.retzef.family.member;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.family.registration.Family;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/members")
class MemberController {

  private final Membership membership;
  private final FamilyFiles files;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Commands commands;

  MemberController(
      Membership membership,
      FamilyFiles files,
      Clock clock,
      Idempotency idempotency,
      Commands commands) {
    this.membership = membership;
    this.files = files;
    this.clock = clock;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Lists who was in the household on a day; without a day, everybody who is or ever was. */
  @GetMapping
  Mono<ResponseEntity<Page<Family.Member>>> list(
      Caller caller,
      @PathVariable UUID familyId,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    LocalDate day = AsOf.past(asOf, clock);
    return files
        .file(caller, familyId)
        .map(family -> asOf == null ? family.everybody(day) : family.asOf(day).members())
        .map(members -> ResponseEntity.ok(Page.whole(members)));
  }

  /** Lets somebody join the household; {@code If-Match} names the family's version. */
  @PostMapping
  Mono<ResponseEntity<JoinedMember>> join(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      ExpectedVersion expected,
      @RequestBody JoinFamilyRequest request) {
    return idempotency.once(
        key,
        request,
        JoinedMember.class,
        () ->
            membership
                .join(caller, familyId, expected, request)
                .map(member -> created(familyId, member)));
  }

  /**
   * Corrects a member, changes who a member is to the head, or lets a member leave.
   *
   * <p>{@code If-Match} names the family's version, and the answer is the family as it is now.
   */
  @PatchMapping("/{memberId}")
  Mono<ResponseEntity<Family>> change(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID memberId,
      ExpectedVersion expected,
      @RequestBody ChangeMemberRequest request) {
    LocalDate today = LocalDate.now(clock);
    return commands
        .run(() -> membership.change(caller, familyId, memberId, expected, request))
        .map(family -> changed(family, today));
  }

  private static ResponseEntity<JoinedMember> created(UUID familyId, JoinedMember member) {
    return ResponseEntity.created(
            URI.create("/api/v1/families/%s/members/%s".formatted(familyId, member.id())))
        .eTag(ExpectedVersion.eTag(member.version()))
        .body(member);
  }

  private static ResponseEntity<Family> changed(FamilyFile family, LocalDate today) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.eTag(family.version()))
        .body(family.asOf(today));
  }
}
