package org.retzef.basket.rule;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds what is asked for against the rules of its categories. Runs inside the caller's command.
 */
@Service
public class RuleCheck {

  private final SpendingRules rules;
  private final Clock clock;

  RuleCheck(SpendingRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Fails with faults of the items for a purpose or goal that is missing, and with {@code
   * cap-reached} (409) where a cap would be passed; two requests for one family at once are counted
   * one after the other.
   */
  public Mono<Void> require(Asked asked) {
    LocalDate today = LocalDate.now(clock);
    return rules
        .on(asked, today)
        .collectList()
        .doOnNext(found -> InvalidInput.ifAny(faultsOf(asked, found)))
        .flatMap(found -> requireCaps(asked, found, today));
  }

  /**
   * As {@link #require}, of a request that is to be decided anew: what it is for was looked at when
   * it was asked, but its caps may have been used up since.
   */
  public Mono<Void> requireCaps(UUID requestId) {
    LocalDate today = LocalDate.now(clock);
    return rules
        .asked(requestId)
        .flatMap(
            asked ->
                rules
                    .on(asked, today)
                    .collectList()
                    .flatMap(found -> requireCaps(asked, found, today)));
  }

  private static List<Fault> faultsOf(Asked asked, List<SpendingRule> rules) {
    List<Fault> faults = new ArrayList<>();
    for (SpendingRule rule : rules) {
      if (rule.needsGoal() && asked.goalId() == null) {
        faults.add(Fault.of("goalId", "goal-needed", rule.code()));
      }
      for (int i = 0; i < asked.items().size(); i++) {
        if (lacksPurpose(rule, asked.items().get(i))) {
          faults.add(
              Fault.of(
                  "items[%d].purpose".formatted(i),
                  "purpose-not-covered",
                  rule.code(),
                  String.join(", ", rule.purposes())));
        }
      }
    }
    return faults;
  }

  private static boolean lacksPurpose(SpendingRule rule, Asked.Item item) {
    return item.category().equals(rule.category())
        && !rule.purposes().isEmpty()
        && (item.purpose() == null || !rule.purposes().contains(item.purpose()));
  }

  private Mono<Void> requireCaps(Asked asked, List<SpendingRule> found, LocalDate today) {
    List<SpendingRule> capped = found.stream().filter(rule -> rule.cap() != null).toList();
    return capped.isEmpty()
        ? Mono.empty()
        : rules
            .lockFamily(asked.familyId())
            .thenMany(Flux.fromIterable(capped))
            .concatMap(rule -> requireCap(rule, asked, today))
            .then();
  }

  private Mono<Void> requireCap(SpendingRule rule, Asked asked, LocalDate today) {
    Money cap = Objects.requireNonNull(rule.cap());
    LocalDate since = today.minusMonths(Objects.requireNonNull(rule.windowMonths()));
    return rules
        .gotBefore(rule, asked, since.atStartOfDay(clock.getZone()).toInstant())
        .doOnNext(
            got -> {
              Money left = got.compareTo(cap) > 0 ? Money.ZERO : cap.minus(got);
              if (asked.amountIn(rule.category()).compareTo(left) > 0) {
                throw new CapReached(rule, cap, left);
              }
            })
        .then();
  }
}
