/**
 * Health on the public port. Everything else an operator asks for has a port of its own, which no
 * client reaches.
 */
@NullMarked
package org.retzef.gateway.health;

import org.jspecify.annotations.NullMarked;
