/**
 * How much one client may send: a runaway program, or a guesser of receipt links, must not take the
 * others' turn. Every answer tells what is left.
 */
@NullMarked
package org.retzef.gateway.rate;

import org.jspecify.annotations.NullMarked;
