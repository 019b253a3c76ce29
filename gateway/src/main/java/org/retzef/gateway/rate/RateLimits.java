package org.retzef.gateway.rate;

import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.support.ipresolver.RemoteAddressResolver;
import org.springframework.cloud.gateway.support.ipresolver.XForwardedRemoteAddressResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets each sender do as much as {@link RateSettings} say, tells it what is left ({@code RateLimit}
 * and {@code RateLimit-Policy} of the IETF's draft-ietf-httpapi-ratelimit-headers-10), and answers
 * 429 with {@code Retry-After} beyond.
 */
@Component
@EnableConfigurationProperties(RateSettings.class)
public final class RateLimits {

  private final Meter person;
  private final Meter organisation;
  private final Meter anonymous;
  private final Meter costly;
  private final Set<String> costlyPaths;
  private final RemoteAddressResolver addresses;

  RateLimits(RateSettings settings) {
    person = new Meter("person", settings.person(), TimeMeter.SYSTEM_NANOTIME);
    organisation = new Meter("organisation", settings.organisation(), TimeMeter.SYSTEM_NANOTIME);
    anonymous = new Meter("anonymous", settings.anonymous(), TimeMeter.SYSTEM_NANOTIME);
    costly = new Meter("costly", settings.costly(), TimeMeter.SYSTEM_NANOTIME);
    costlyPaths = settings.costlyPaths();
    addresses =
        settings.proxies() == 0
            ? new RemoteAddressResolver() {}
            : XForwardedRemoteAddressResolver.maxTrustedIndex(settings.proxies());
  }

  /**
   * Counts a request, and tells its sender what is left.
   *
   * @param token a good one; else the address counts
   * @throws Refusal beyond the sender's measure
   */
  public void admit(ServerWebExchange exchange, @Nullable Jwt token) {
    Meter.Reading reading = token == null ? countNameless(exchange) : count(token);
    tell(exchange, reading);
    if (!reading.isLetIn()) {
      throw new Refusal(Kind.TOO_MANY, "too-many-requests");
    }
  }

  private Meter.Reading count(Jwt token) {
    for (String kind : new String[] {"partner", "vendor"}) {
      String code = token.getClaimAsString(kind);
      if (code != null) {
        return organisation.take(kind + ' ' + code);
      }
    }
    return person.take(token.getSubject() + ' ' + token.getClaimAsString("azp"));
  }

  private Meter.Reading countNameless(ServerWebExchange exchange) {
    String address = address(exchange);
    Meter.Reading all = anonymous.take(address);
    boolean isCostly = costlyPaths.contains(exchange.getRequest().getPath().value());
    return isCostly && all.isLetIn() ? costly.take(address) : all;
  }

  /** Who has one IPv6 address has its whole network of 64 bits. */
  private String address(ServerWebExchange exchange) {
    String host = addresses.resolve(exchange).getHostString();
    try {
      return InetAddress.ofLiteral(host) instanceof Inet6Address address
          ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
          : host;
    } catch (IllegalArgumentException whateverOurProxyWrote) {
      return host;
    }
  }

  private static void tell(ServerWebExchange exchange, Meter.Reading reading) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    Meter meter = reading.meter();
    headers.set("RateLimit-Policy", meter.policy());
    headers.set(
        "RateLimit",
        "\"" + meter.name() + "\";r=" + reading.left() + ";t=" + seconds(reading.fullIn()));
    if (!reading.isLetIn()) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(reading.retryIn())));
    }
  }

  private static long seconds(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }
}
