package org.retzef.gateway.rate;

import io.github.bucket4j.TimeMeter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.gateway.visit.Visit;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Lets each sender do as much as {@link RateSettings} say, tells it what is left ({@code RateLimit}
 * and {@code RateLimit-Policy} of the IETF's draft-ietf-httpapi-ratelimit-headers-10), and answers
 * 429 with {@code Retry-After} beyond.
 */
@Component
@EnableConfigurationProperties(RateSettings.class)
public final class RateLimits {

  private static final AsciiString POLICY = AsciiString.cached("RateLimit-Policy");
  private static final AsciiString LIMIT = AsciiString.cached("RateLimit");
  private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");

  private final Meter person;
  private final Meter organisation;
  private final Meter anonymous;
  private final Meter costly;
  private final Set<String> costlyPaths;
  private final int proxies;

  RateLimits(RateSettings settings) {
    person = new Meter("person", settings.person(), TimeMeter.SYSTEM_NANOTIME);
    organisation = new Meter("organisation", settings.organisation(), TimeMeter.SYSTEM_NANOTIME);
    anonymous = new Meter("anonymous", settings.anonymous(), TimeMeter.SYSTEM_NANOTIME);
    costly = new Meter("costly", settings.costly(), TimeMeter.SYSTEM_NANOTIME);
    costlyPaths = settings.costlyPaths();
    proxies = settings.proxies();
  }

  /**
   * Counts a request, and tells its sender what is left.
   *
   * @param token a good one; else the address counts
   * @throws Refusal beyond the sender's measure
   */
  public void admit(Visit visit, @Nullable Jwt token) {
    Meter.Reading reading = token == null ? countNameless(visit) : count(token);
    tell(visit.answerHeaders(), reading);
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

  private Meter.Reading countNameless(Visit visit) {
    String address = address(visit);
    Meter.Reading all = anonymous.take(address);
    boolean isCostly = costlyPaths.contains(visit.path());
    return isCostly && all.isLetIn() ? costly.take(address) : all;
  }

  /** The one that the outermost of our proxies saw. */
  private String address(Visit visit) {
    List<String> seen = proxies == 0 ? List.of() : visit.headers().getAll(FORWARDED_FOR);
    if (seen.size() == 1) {
      String[] chain = seen.getFirst().split(",");
      return network(chain[Math.max(0, chain.length - proxies)].trim());
    }
    InetSocketAddress address = visit.asked().remoteAddress();
    return address == null ? "none" : network(address.getAddress());
  }

  private static String network(String written) {
    try {
      return network(InetAddress.ofLiteral(written));
    } catch (IllegalArgumentException whateverOurProxyWrote) {
      return written;
    }
  }

  /** Who has one IPv6 address has its whole network of 64 bits. */
  private static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
        : address.getHostAddress();
  }

  private static void tell(HttpHeaders headers, Meter.Reading reading) {
    Meter meter = reading.meter();
    headers.set(POLICY, meter.policy());
    headers.set(
        LIMIT, "\"" + meter.name() + "\";r=" + reading.left() + ";t=" + seconds(reading.fullIn()));
    if (!reading.isLetIn()) {
      headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds(reading.retryIn())));
    }
  }

  private static long seconds(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }
}
