/**
 * The API portal's first page: where each service's description is found. A developer who knows
 * only the gateway's address finds everything else from here.
 */
@NullMarked
package org.retzef.gateway.portal;

import org.jspecify.annotations.NullMarked;
