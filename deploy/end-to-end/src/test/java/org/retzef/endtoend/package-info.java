/**
 * Stories through the gateway on the whole platform, started by the same command that a newcomer
 * uses. Nothing here knows a service's code: only its addresses.
 */
package org.retzef.endtoend;
