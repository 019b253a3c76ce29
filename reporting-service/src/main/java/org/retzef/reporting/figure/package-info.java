/**
 * Reads what was folded: figures of any day, the facts behind them, and the proof that both agree.
 */
@NullMarked
package org.retzef.reporting.figure;

import org.jspecify.annotations.NullMarked;
