package org.retzef.gateway.rate;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much each kind of sender may send.
 *
 * @param person one person in one program, by the token's {@code sub} and {@code azp}
 * @param organisation all programs of one partner or vendor together
 * @param anonymous one address without a token, or with one that is refused
 * @param costly the same for {@code costlyPaths}, beside what is anonymous at all
 * @param costlyPaths of calls that cost a service much and need no token
 * @param proxies how many proxies of our own stand before the gateway: the address is the one that
 *     the outermost of them saw. With none, {@code X-Forwarded-For} is not believed
 */
@ConfigurationProperties("retzef.gateway.rates")
record RateSettings(
    Quota person,
    Quota organisation,
    Quota anonymous,
    Quota costly,
    Set<String> costlyPaths,
    int proxies) {

  /** So many requests in so long; what is not used gathers up to this and no further. */
  record Quota(int requests, Duration window) {}
}
