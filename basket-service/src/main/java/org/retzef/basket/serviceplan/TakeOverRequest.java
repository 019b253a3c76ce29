package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * @param innovationId of a service that an authority has developed itself
 */
record TakeOverRequest(@NotNull UUID innovationId) {}
