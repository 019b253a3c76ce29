/**
 * A command told twice is done once, and a command told upon an old state is refused: the {@code
 * Idempotency-Key} and {@code If-Match} headers of the contract.
 */
@NullMarked
package org.retzef.platform.idempotency;

import org.jspecify.annotations.NullMarked;
