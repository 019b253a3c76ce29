/**
 * Money as a value: whole agorot inside, a text with two decimals outside. What cannot be paid to
 * the agora is refused at the door, so that nothing behind it ever rounds.
 */
@NullMarked
package org.retzef.basket.money;

import org.jspecify.annotations.NullMarked;
