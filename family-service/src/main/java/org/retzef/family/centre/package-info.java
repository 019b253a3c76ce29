/**
 * The Otzma centres: people whom they serve, with or without a family in a programme, and what they
 * do for them alone, in groups and in the community. A person is counted once, however many centres
 * and activities.
 */
@NullMarked
package org.retzef.family.centre;

import org.jspecify.annotations.NullMarked;
