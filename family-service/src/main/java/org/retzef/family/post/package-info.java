/**
 * The posts of headquarters and districts, and for which programmes each answers from when to when
 * [S0]. A role in a token says what may be done; the register says to which programmes, on the day.
 */
@NullMarked
package org.retzef.family.post;

import org.jspecify.annotations.NullMarked;
