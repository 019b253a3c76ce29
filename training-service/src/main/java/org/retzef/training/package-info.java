/**
 * The training service: what those who work with families can learn, and later where, when and with
 * what effect. It knows courses and people's roles, and nothing of any family.
 */
@NullMarked
package org.retzef.training;

import org.jspecify.annotations.NullMarked;
