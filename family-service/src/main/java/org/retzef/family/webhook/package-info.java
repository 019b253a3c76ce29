/**
 * Webhooks: each change that a partner is told of is also sent to its own address, signed, at least
 * once, after the Standard Webhooks specification (https://www.standardwebhooks.com).
 */
@NullMarked
package org.retzef.family.webhook;

import org.jspecify.annotations.NullMarked;
