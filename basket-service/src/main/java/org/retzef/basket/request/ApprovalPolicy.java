package org.retzef.basket.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * Up to which amount a role decides.
 *
 * @param validFrom all rows of one day are one policy; the newest that has come counts
 * @param upTo inclusive; null without bound
 */
record ApprovalPolicy(LocalDate validFrom, int tier, String role, @Nullable Money upTo) {}
