package org.retzef.basket.approval;

import java.util.List;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What a policy knows of a request.
 *
 * @param unit the family's department
 */
public record RoutedRequest(
    Money amount, List<String> categories, String aspect, UnitPath unit, String track) {}
