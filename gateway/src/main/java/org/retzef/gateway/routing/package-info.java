/**
 * What happens to a request on its way to a service: it is measured, freed of headers that only we
 * may write, and given up in time. The routes themselves are data, in application.yml.
 */
@NullMarked
package org.retzef.gateway.routing;

import org.jspecify.annotations.NullMarked;
