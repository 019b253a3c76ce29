/**
 * What cases alone do not solve: where many families are stuck for the same reason, a law, a tool
 * or a response of the community is worked on. Counts only.
 */
@NullMarked
package org.retzef.rights.policy;

import org.jspecify.annotations.NullMarked;
