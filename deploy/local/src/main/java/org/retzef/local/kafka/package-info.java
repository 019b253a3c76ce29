/**
 * A true Kafka broker as a process of its own. It can be killed in the middle of a story without
 * taking the rest along, and is then started again.
 */
@NullMarked
package org.retzef.local.kafka;

import org.jspecify.annotations.NullMarked;
