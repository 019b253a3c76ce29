package org.retzef.basket.budget;

import org.retzef.basket.money.Money;

/**
 * What a budget grants one family of a track.
 *
 * @param year of the budget that it is paid out of
 * @param months how long it is meant to last
 * @param withoutProgramme whether it is for families that are enrolled nowhere
 */
public record Allowance(int year, Money amount, int months, boolean withoutProgramme) {}
