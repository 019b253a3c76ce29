package org.retzef.basket.approval;

import static java.util.Objects.requireNonNullElse;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.category.Categories;
import org.retzef.basket.category.Category;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Adds policies, and changes those whose day has not come. An expression is compiled, typed and
 * tried before it is taken. Runs inside the caller's command.
 */
@Service
class PolicyMaking {

  private static final List<Integer> NO_COMMITTEES = List.of(1, 1, 1, 1);
  private static final List<Integer> A_WEEK_EACH = List.of(7, 7, 7, 7);

  private final ApprovalPolicies policies;
  private final Categories categories;
  private final Clock clock;

  PolicyMaking(ApprovalPolicies policies, Categories categories, Clock clock) {
    this.policies = policies;
    this.categories = categories;
    this.clock = clock;
  }

  Mono<ApprovalPolicy> add(Caller caller, AddPolicyRequest request) {
    var policy =
        new ApprovalPolicy(
            Ids.next(),
            request.validFrom(),
            request.expression(),
            requireNonNullElse(request.quorums(), NO_COMMITTEES),
            requireNonNullElse(request.deadlines(), A_WEEK_EACH),
            caller.subject(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            1);
    return check(policy).then(policies.insert(policy)).thenReturn(policy);
  }

  Mono<ApprovalPolicy> change(
      Caller caller, UUID id, ExpectedVersion expected, ChangePolicyRequest request) {
    return policies
        .lock(id)
        .doOnNext(policy -> expected.orRefuse(policy.version(), policy))
        .doOnNext(this::requireNotInForce)
        .map(policy -> changed(caller, policy, request))
        .delayUntil(this::check)
        .flatMap(policy -> policies.update(policy).then(policies.find(id)));
  }

  private void requireNotInForce(ApprovalPolicy policy) {
    if (!policy.validFrom().isAfter(LocalDate.now(clock))) {
      throw new PolicyInForce();
    }
  }

  private ApprovalPolicy changed(
      Caller caller, ApprovalPolicy policy, ChangePolicyRequest request) {
    return new ApprovalPolicy(
        policy.id(),
        requireNonNullElse(request.validFrom(), policy.validFrom()),
        requireNonNullElse(request.expression(), policy.expression()),
        requireNonNullElse(request.quorums(), policy.quorums()),
        requireNonNullElse(request.deadlines(), policy.deadlines()),
        caller.subject(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        policy.version() + 1);
  }

  private Mono<Void> check(ApprovalPolicy policy) {
    return categories
        .all()
        .map(Category::code)
        .collectList()
        .doOnNext(codes -> InvalidInput.ifAny(faultsOf(policy, codes)))
        .then();
  }

  private List<Fault> faultsOf(ApprovalPolicy policy, List<String> categoryCodes) {
    List<Fault> faults = new ArrayList<>();
    if (policy.validFrom().isBefore(LocalDate.now(clock))) {
      faults.add(Fault.of("validFrom", "date-in-past"));
    }
    try {
      if (!PolicyExpression.of(policy.expression()).answersAlways(categoryCodes)) {
        faults.add(Fault.of("expression", "policy-makes-no-tier"));
      }
    } catch (IllegalArgumentException invalid) {
      faults.add(Fault.of("expression", "policy-expression-invalid"));
    }
    return faults;
  }
}
