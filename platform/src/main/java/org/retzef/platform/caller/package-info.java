/**
 * Who is asking: a token becomes roles and one unit, and each service's table of rules says what
 * those roles may do. Decided once, here, because a second place would sooner or later decide
 * differently.
 */
@NullMarked
package org.retzef.platform.caller;

import org.jspecify.annotations.NullMarked;
