package org.retzef.family.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param privateAddresses whether webhooks may go to addresses that are not public, and without
 *     TLS: for development on one machine, never where others register webhooks
 * @param pause between two looks for what is due
 */
@ConfigurationProperties("retzef.webhooks")
record WebhookSettings(boolean privateAddresses, Duration pause) {}
