/**
 * The thread that leads from a client's answer to every service's log. Taken from the request
 * itself, because carrying it along with every reactive step would cost a quarter of the gateway's
 * speed.
 */
@NullMarked
package org.retzef.gateway.trace;

import org.jspecify.annotations.NullMarked;
