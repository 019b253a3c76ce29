/**
 * The thread that leads from a client's answer to every service's log. Taken from the request
 * itself, because carrying it along with every reactive step costs the gateway a third more CPU.
 */
@NullMarked
package org.retzef.gateway.trace;

import org.jspecify.annotations.NullMarked;
