/**
 * A family is sent to another unit or to a partner, who accepts, declines with a reason or lets it
 * expire, and tells the sender what came of it.
 */
@NullMarked
package org.retzef.family.referral;

import org.jspecify.annotations.NullMarked;
