/** The way of a request through the gateway, from its first look to its answer. */
@NullMarked
package org.retzef.gateway.door;

import org.jspecify.annotations.NullMarked;
