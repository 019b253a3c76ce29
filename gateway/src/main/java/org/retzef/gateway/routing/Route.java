package org.retzef.gateway.routing;

/**
 * A way to a service.
 *
 * @param id names its breaker, its time limit, its places to wait, and its measurements
 */
public record Route(String id, WaitingRoom room, ServiceClients clients) {}
