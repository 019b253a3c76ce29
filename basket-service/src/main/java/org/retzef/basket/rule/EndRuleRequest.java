package org.retzef.basket.rule;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * @param validUntil the rule's last day, not before its first
 */
record EndRuleRequest(@NotNull LocalDate validUntil) {}
