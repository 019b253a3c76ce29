/**
 * Writes news in the transaction that changes the state, and brings it to Kafka. A change that is
 * told elsewhere before it is committed, or committed and never told, cannot happen this way.
 */
@NullMarked
package org.retzef.platform.outbox;

import org.jspecify.annotations.NullMarked;
