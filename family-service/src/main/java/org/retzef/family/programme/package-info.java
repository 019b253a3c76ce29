/**
 * Programmes and their tracks. A track is what a family is enrolled in; each has a target group,
 * goals and something that sets it apart.
 */
@NullMarked
package org.retzef.family.programme;

import org.jspecify.annotations.NullMarked;
