/**
 * The way from a right to what it gives: a case for each family and right, with its stations, what
 * holds it up, and what came of it.
 */
@NullMarked
package org.retzef.rights.takeup;

import org.jspecify.annotations.NullMarked;
