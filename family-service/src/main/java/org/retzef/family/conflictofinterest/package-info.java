/**
 * Who of the staff belongs to a family or is close to it, as they or their department's head
 * declare; kept with its days and never deleted. Who is known to does not decide on the family's
 * plan, nor on what it asks for: basket-service hears of it.
 */
@NullMarked
package org.retzef.family.conflictofinterest;

import org.jspecify.annotations.NullMarked;
