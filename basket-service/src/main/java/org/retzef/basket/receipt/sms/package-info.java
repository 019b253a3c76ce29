/**
 * Text messages out and what comes back, over SMPP 3.4 or an HTTP provider: a setting says which.
 * It knows numbers and texts only, so that what a message is about stays with whoever sends it.
 */
@NullMarked
package org.retzef.basket.receipt.sms;

import org.jspecify.annotations.NullMarked;
