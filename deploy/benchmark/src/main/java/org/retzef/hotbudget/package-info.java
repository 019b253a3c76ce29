/** The peer of basket-service where many take from one budget at once. */
@NullMarked
package org.retzef.hotbudget;

import org.jspecify.annotations.NullMarked;
