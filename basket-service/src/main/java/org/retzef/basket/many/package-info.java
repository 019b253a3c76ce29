/**
 * Many commands in one call: what a department does in a row of clicks, a program does in one
 * request, and is told row by row what came of it.
 */
@NullMarked
package org.retzef.basket.many;

import org.jspecify.annotations.NullMarked;
