/**
 * The API portal: all services' operations, to be read and tried; the events; what changed and what
 * will end. A developer who knows only the gateway's address finds everything else from here.
 */
@NullMarked
package org.retzef.gateway.portal;

import org.jspecify.annotations.NullMarked;
