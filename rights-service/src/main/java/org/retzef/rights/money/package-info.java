/** Money as a value: whole agorot inside, a text with two decimals outside. */
@NullMarked
package org.retzef.rights.money;

import org.jspecify.annotations.NullMarked;
