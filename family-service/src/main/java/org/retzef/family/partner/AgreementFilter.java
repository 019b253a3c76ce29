package org.retzef.family.partner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.family.directory.Scopes;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.caller.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A partner's token opens nothing on its own: at every endpoint, its agreement is asked as well.
 * Stands behind the checks of tokens and roles. Controllers take the agreement as the request's
 * attribute {@code agreement}.
 */
@Component
class AgreementFilter implements WebFilter {

  private static final String SCOPE = "scope:";
  private static final String ATTRIBUTE = "agreement";

  private final AccessRules access;
  private final PartnerAgreements agreements;

  AgreementFilter(AccessRules access, PartnerAgreements agreements) {
    this.access = access;
    this.agreements = agreements;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Caller caller = Caller.of(exchange);
    if (caller == null || !mayBeAPartner(caller)) {
      return chain.filter(exchange);
    }
    Rule rule = ruleFor(exchange);
    if (rule == null || rule.open() || !comesAsAPartner(caller, rule)) {
      return chain.filter(exchange);
    }
    return agreements
        .inForce(caller.partner(), scopesThatAdmit(caller, rule))
        .doOnNext(agreement -> exchange.getAttributes().put(ATTRIBUTE, agreement))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private static boolean mayBeAPartner(Caller caller) {
    return caller.partner() != null || caller.scopes().stream().anyMatch(Scopes.ALL::contains);
  }

  /** By its code, or by nothing but a scope of agreements: whose client it is it must then tell. */
  private static boolean comesAsAPartner(Caller caller, Rule rule) {
    return caller.partner() != null
        || (rule.allowed().stream().noneMatch(caller::has)
            && scopesThatAdmit(caller, rule).stream().anyMatch(Scopes.ALL::contains));
  }

  private @Nullable Rule ruleFor(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return access
        .ruleFor(request.getMethod(), request.getPath().pathWithinApplication())
        .orElse(null);
  }

  private static List<String> scopesThatAdmit(Caller caller, Rule rule) {
    return rule.allowed().stream()
        .filter(allowed -> allowed.startsWith(SCOPE))
        .map(allowed -> allowed.substring(SCOPE.length()))
        .filter(caller.scopes()::contains)
        .toList();
  }
}
