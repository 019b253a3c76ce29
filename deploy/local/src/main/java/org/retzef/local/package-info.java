/**
 * The helper process of the one-command platform: PostgreSQL, Kafka, identity provider and SMS
 * centre. Real ones, so that what works here works elsewhere.
 */
@NullMarked
package org.retzef.local;

import org.jspecify.annotations.NullMarked;
