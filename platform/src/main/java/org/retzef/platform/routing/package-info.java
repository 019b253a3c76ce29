/**
 * Finds the method that answers a request. A service has some hundred endpoints, and asking each
 * whether it is meant costs more than what most of them do.
 */
@NullMarked
package org.retzef.platform.routing;

import org.jspecify.annotations.NullMarked;
