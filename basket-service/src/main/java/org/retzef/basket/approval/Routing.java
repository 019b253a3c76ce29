package org.retzef.basket.approval;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Finds who decides on a request. */
@Service
public class Routing {

  private final ApprovalPolicies policies;
  private volatile @Nullable Compiled last;

  Routing(ApprovalPolicies policies) {
    this.policies = policies;
  }

  /** The policy of nearly every request is that of the one before. */
  private record Compiled(ApprovalPolicy policy, PolicyExpression expression) {

    boolean is(PolicyVersion version) {
      return policy.id().equals(version.id()) && policy.version() == version.version();
    }
  }

  /** By this policy. What its expression has no answer to goes to the last tier. */
  public Mono<Route> of(RoutedRequest request, PolicyVersion version, LocalDate today) {
    return compiled(version)
        .map(
            compiled ->
                compiled
                    .policy()
                    .routeTo(compiled.expression().tierOf(request).orElse(Tier.NATIONAL), today));
  }

  /** To a tier that was found otherwise; above the last one it is the last one. */
  public Mono<Route> to(int tier, LocalDate today) {
    Tier wanted = Tier.ofNumber(tier).orElse(Tier.NATIONAL);
    return policies.of(today).map(policy -> policy.routeTo(wanted, today));
  }

  private Mono<Compiled> compiled(PolicyVersion version) {
    Compiled known = last;
    return known != null && known.is(version)
        ? Mono.just(known)
        : policies
            .find(version.id())
            .map(policy -> new Compiled(policy, PolicyExpression.of(policy.expression())))
            .doOnNext(compiled -> last = compiled);
  }
}
