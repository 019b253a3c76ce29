/**
 * Text messages over SMPP 3.4: out, and what comes back. It knows numbers and texts only, so that
 * what a message is about stays with whoever sends it.
 */
@NullMarked
package org.retzef.basket.receipt.sms;

import org.jspecify.annotations.NullMarked;
