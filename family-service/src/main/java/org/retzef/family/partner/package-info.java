/**
 * Partner organisations: what they agreed to with the ministry, the people that they refer to
 * departments and what came of it, and the feed of everything that they are told of.
 */
@NullMarked
package org.retzef.family.partner;

import org.jspecify.annotations.NullMarked;
