package org.retzef.family.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.AfterCommit;
import org.retzef.platform.outbox.CommandWitness;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.trace.Traces;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Lets no answer leave before its line is durable. A command's line commits with the command; any
 * other's, refusals among them, is written before the first byte of the answer. So there is none
 * without a line, at whatever moment the service is killed.
 *
 * <p>Stands before the checks of tokens and roles, so that it sees what they refuse. Who has no
 * valid token is nobody, gets to no family, and has no line.
 */
@Component
@Order(-101)
class AuditFilter implements WebFilter, CommandWitness {

  /**
   * Everything else is about families until somebody says otherwise here. Who answers a
   * questionnaire is to be known to nobody, so that has no line either.
   */
  private static final Set<String> NOT_ABOUT_FAMILIES =
      Set.of(
          "/api/v1/units",
          "/api/v1/units/{path}",
          "/api/v1/units/{path}/operators",
          "/api/v1/programmes",
          "/api/v1/tracks",
          "/api/v1/tracks/{code}",
          "/api/v1/track-plans",
          "/api/v1/questionnaires/{id}/responses");

  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern UNIT = Pattern.compile("IL(\\.[A-Z0-9_]{1,32}){0,6}");

  private static final Pattern PURPOSE = Pattern.compile("[A-Z][A-Z_]{0,39}");

  private static final String EXCHANGE = AuditFilter.class.getName();

  private final AccessRules access;
  private final AuditLog log;

  AuditFilter(AccessRules access, AuditLog log) {
    this.access = access;
    this.log = log;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Optional<Rule> rule = audited(exchange);
    if (rule.isEmpty()) {
      return chain.filter(exchange);
    }
    var request = new AuditedRequest(rule.get().path(), variables(rule.get(), exchange));
    exchange.getResponse().beforeCommit(() -> beforeAnswer(exchange, request));
    return AuditedRequest.touch(familyOf(request))
        .then(chain.filter(exchange))
        .contextWrite(context -> request.carriedBy(context).put(EXCHANGE, exchange));
  }

  private Optional<Rule> audited(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return access
        .ruleFor(request.getMethod(), request.getPath().pathWithinApplication())
        .filter(rule -> !rule.open())
        .filter(rule -> !NOT_ABOUT_FAMILIES.contains(rule.path()));
  }

  private Mono<Void> beforeAnswer(ServerWebExchange exchange, AuditedRequest request) {
    Caller caller = Caller.of(exchange);
    if (caller == null || request.isRecorded()) {
      return Mono.empty();
    }
    return log.write(entry(exchange, request, caller, statusOf(exchange)));
  }

  @Override
  public Mono<Void> beforeCommit(@Nullable Object answer) {
    return Mono.deferContextual(context -> recordCommand(context, answer));
  }

  private Mono<Void> recordCommand(ContextView context, @Nullable Object answer) {
    return Mono.justOrEmpty(entryOfCommand(context, answer))
        .flatMap(entry -> recordedWithCommand(context).then(log.writeNow(entry)));
  }

  @Override
  public Mono<StatementPart> part(Object answer, String happened) {
    return Mono.deferContextual(
        context ->
            Mono.justOrEmpty(entryOfCommand(context, answer))
                .map(entry -> AuditLog.part(entry, happened))
                .delayUntil(part -> recordedWithCommand(context)));
  }

  private static Mono<Void> recordedWithCommand(ContextView context) {
    return Mono.justOrEmpty(AuditedRequest.in(context))
        .flatMap(request -> AfterCommit.run(request::markRecorded));
  }

  private @Nullable AuditEntry entryOfCommand(ContextView context, @Nullable Object answer) {
    AuditedRequest request = AuditedRequest.in(context);
    if (request == null) {
      return null;
    }
    ServerWebExchange exchange = context.get(EXCHANGE);
    Caller caller = Caller.of(exchange);
    if (caller == null) {
      return null;
    }
    if (answer instanceof ResponseEntity<?> done) {
      if (done.getBody() instanceof AboutFamilies about) {
        request.add(about.families());
      }
      return entry(exchange, request, caller, done.getStatusCode().value());
    }
    return entry(exchange, request, caller, statusOf(exchange));
  }

  private AuditEntry entry(
      ServerWebExchange exchange, AuditedRequest request, Caller caller, int status) {
    String purpose = exchange.getRequest().getHeaders().getFirst("Purpose");
    return new AuditEntry(
        caller.subject(),
        caller.roles(),
        caller.unitPath(),
        caller.partner() == null ? caller.client() : caller.partner(),
        purpose != null && PURPOSE.matcher(purpose).matches() ? purpose : null,
        exchange.getRequest().getMethod().name(),
        request.route(),
        objectOf(request),
        request.families(),
        status,
        Traces.idOf(exchange).orElse(null));
  }

  private static int statusOf(ServerWebExchange exchange) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    return status == null ? 200 : status.value();
  }

  private static List<UUID> familyOf(AuditedRequest request) {
    return isFamilys(request)
        ? request.variables().stream()
            .limit(1)
            .filter(variable -> ID.matcher(variable).matches())
            .map(UUID::fromString)
            .toList()
        : List.of();
  }

  private static boolean isFamilys(AuditedRequest request) {
    return request.route().startsWith("/api/v1/families/{");
  }

  private static @Nullable String objectOf(AuditedRequest request) {
    List<String> variables = request.variables();
    List<String> objects = isFamilys(request) ? variables.subList(1, variables.size()) : variables;
    return objects.isEmpty() ? null : String.join(" ", objects);
  }

  /**
   * What stands in the path where the route has a variable, as whoever answers reads it: decoded; a
   * dash where it is no id.
   */
  private static List<String> variables(Rule rule, ServerWebExchange exchange) {
    if (!rule.path().contains("{")) {
      return List.of();
    }
    String[] route = rule.path().substring(1).split("/");
    List<String> path =
        exchange.getRequest().getPath().pathWithinApplication().elements().stream()
            .filter(PathSegment.class::isInstance)
            .map(segment -> ((PathSegment) segment).valueToMatch())
            .toList();
    return IntStream.range(0, Math.min(route.length, path.size()))
        .filter(i -> route[i].startsWith("{"))
        .mapToObj(path::get)
        .map(variable -> isHarmless(variable) ? variable : "-")
        .toList();
  }

  /** What else somebody writes into a path might be a person's number. */
  private static boolean isHarmless(String variable) {
    return ID.matcher(variable).matches() || UNIT.matcher(variable).matches();
  }
}
