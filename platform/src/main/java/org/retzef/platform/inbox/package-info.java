/**
 * Takes events in, each once and in the order of its aggregate, in the transaction that does the
 * work. What comes twice, late or shuffled leaves the same state; what cannot be handled is kept.
 */
@NullMarked
package org.retzef.platform.inbox;

import org.jspecify.annotations.NullMarked;
