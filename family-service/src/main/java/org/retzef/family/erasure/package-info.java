/**
 * Makes a family unknown for ever: its key is destroyed, and with it goes everything that hangs on
 * the key. What is counted stays, and nobody changes it any more.
 */
@NullMarked
package org.retzef.family.erasure;

import org.jspecify.annotations.NullMarked;
