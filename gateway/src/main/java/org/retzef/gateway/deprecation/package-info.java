/** Tells callers, on every answer, that what they call will end, as {@code docs/api} promises. */
@NullMarked
package org.retzef.gateway.deprecation;

import org.jspecify.annotations.NullMarked;
