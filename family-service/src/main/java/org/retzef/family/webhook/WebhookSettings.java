package org.retzef.family.webhook;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param privateAddresses whether webhooks may go to addresses that are not public, and without
 *     TLS: for development on one machine, never where others register webhooks
 * @param pause between two looks for what is due
 * @param trustedCertificates a PEM file of authorities that are trusted beside the machine's own,
 *     such as a ministry's; none unless set
 */
@ConfigurationProperties("retzef.webhooks")
record WebhookSettings(
    boolean privateAddresses, Duration pause, @Nullable Path trustedCertificates) {}
