package org.retzef.basket.approval;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/approval-policies")
class ApprovalPolicyController {

  private final PolicyMaking making;
  private final ApprovalPolicies policies;
  private final Idempotency idempotency;
  private final Commands commands;

  ApprovalPolicyController(
      PolicyMaking making, ApprovalPolicies policies, Idempotency idempotency, Commands commands) {
    this.making = making;
    this.policies = policies;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Adds a policy. Its expression is compiled and tried before it is taken. */
  @PostMapping
  Mono<ResponseEntity<ApprovalPolicy>> add(
      Caller caller, OptionalIdempotencyKey key, @RequestBody AddPolicyRequest request) {
    return idempotency.once(
        key,
        request,
        ApprovalPolicy.class,
        () -> making.add(caller, request).map(ApprovalPolicyController::added));
  }

  /** Changes a policy whose day has not come; one that counts or counted stays as it is. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<ApprovalPolicy>> change(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ChangePolicyRequest request) {
    return commands
        .run(() -> making.change(caller, id, expected, request))
        .map(ApprovalPolicyController::found);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<ApprovalPolicy>> get(@PathVariable UUID id) {
    return policies.find(id).map(ApprovalPolicyController::found);
  }

  /** All policies, in the order of the days from which they count. */
  @GetMapping
  Mono<ResponseEntity<Page<ApprovalPolicy>>> list(PageRequest page) {
    return policies.list(page).map(page::answer);
  }

  private static ResponseEntity<ApprovalPolicy> added(ApprovalPolicy policy) {
    return ResponseEntity.created(URI.create("/api/v1/approval-policies/" + policy.id()))
        .eTag(ExpectedVersion.eTag(policy.version()))
        .body(policy);
  }

  private static ResponseEntity<ApprovalPolicy> found(ApprovalPolicy policy) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(policy.version())).body(policy);
  }
}
