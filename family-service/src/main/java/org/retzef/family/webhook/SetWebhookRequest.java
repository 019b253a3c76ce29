package org.retzef.family.webhook;

import jakarta.validation.constraints.NotNull;

/**
 * @param url with https, of the public internet
 */
record SetWebhookRequest(@NotNull String url) {}
