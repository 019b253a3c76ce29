/**
 * The intervention plan: what a family and its worker want to reach, domain by domain. An approved
 * version stays as it is; a change makes the next one, which somebody else approves.
 */
@NullMarked
package org.retzef.family.plan;

import org.jspecify.annotations.NullMarked;
