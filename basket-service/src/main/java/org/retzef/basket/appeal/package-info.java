/**
 * A family's appeal against a refusal or a silence (Welfare Services Law 1958, s. 2): filed for it
 * by whoever works with it, decided by the district or the country, and never by who refused.
 */
@NullMarked
package org.retzef.basket.appeal;

import org.jspecify.annotations.NullMarked;
