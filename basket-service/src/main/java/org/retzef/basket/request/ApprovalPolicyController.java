package org.retzef.basket.request;

import org.retzef.platform.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class ApprovalPolicyController {

  private final ApprovalPolicies policies;

  ApprovalPolicyController(ApprovalPolicies policies) {
    this.policies = policies;
  }

  @GetMapping("/api/v1/approval-policies")
  Mono<Page<ApprovalPolicy>> list() {
    return policies.all().collectList().map(Page::whole);
  }
}
