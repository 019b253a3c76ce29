/**
 * What a family agreed to, for which partner and purpose, from when to when. Without it nothing of
 * the family goes to anybody outside.
 */
@NullMarked
package org.retzef.family.consent;

import org.jspecify.annotations.NullMarked;
