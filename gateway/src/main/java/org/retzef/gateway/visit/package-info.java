/** A request on its way through the gateway, as all who have to do with it see it. */
@NullMarked
package org.retzef.gateway.visit;

import org.jspecify.annotations.NullMarked;
