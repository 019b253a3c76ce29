/**
 * A family moves to another department: the head of the old one proposes it, the new one accepts.
 * From then on it belongs there, and the old department sees it no more.
 */
@NullMarked
package org.retzef.family.transfer;

import org.jspecify.annotations.NullMarked;
