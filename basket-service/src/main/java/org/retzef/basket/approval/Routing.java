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
  private record Compiled(String text, PolicyExpression expression) {}

  /** By the policy of this day. What its expression has no answer to goes to the last tier. */
  public Mono<Route> of(RoutedRequest request, LocalDate today) {
    return policies
        .of(today)
        .map(
            policy ->
                policy.routeTo(
                    compile(policy.expression()).tierOf(request).orElse(Tier.NATIONAL), today));
  }

  /** To a tier that was found otherwise; above the last one it is the last one. */
  public Mono<Route> to(int tier, LocalDate today) {
    Tier wanted = Tier.ofNumber(tier).orElse(Tier.NATIONAL);
    return policies.of(today).map(policy -> policy.routeTo(wanted, today));
  }

  private PolicyExpression compile(String text) {
    Compiled known = last;
    if (known == null || !known.text().equals(text)) {
      known = new Compiled(text, PolicyExpression.of(text));
      last = known;
    }
    return known.expression();
  }
}
