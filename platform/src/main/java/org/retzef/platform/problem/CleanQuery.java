package org.retzef.platform.problem;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a question with control characters and names the parameter: no text has them, and NUL no
 * database could even look up.
 */
final class CleanQuery implements WebFilter {

  /** But for tabs and the ends of lines. */
  private static final Pattern ENCODED = Pattern.compile("%(?:0[0-8BbCcEeFf]|1[0-9A-Fa-f]|7[Ff])");

  private static final Pattern CHARACTER =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String query = exchange.getRequest().getURI().getRawQuery();
    return query == null || !ENCODED.matcher(query).find()
        ? chain.filter(exchange)
        : Mono.error(new InvalidInput(faults(exchange)));
  }

  private static List<Fault> faults(ServerWebExchange exchange) {
    return exchange.getRequest().getQueryParams().entrySet().stream()
        .filter(
            parameter ->
                hasControl(parameter.getKey())
                    || parameter.getValue().stream().anyMatch(CleanQuery::hasControl))
        .map(parameter -> Fault.of(parameter.getKey(), "text-forbidden-character"))
        .toList();
  }

  private static boolean hasControl(@Nullable String text) {
    return text != null && CHARACTER.matcher(text).find();
  }
}
