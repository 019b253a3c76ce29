package org.retzef.family.audit;

import org.jspecify.annotations.Nullable;

/**
 * A line in its place in the chain.
 *
 * @param lineId null for what is left of a line whose time was over
 * @param content null likewise
 */
record ChainLink(long position, byte[] hash, @Nullable Long lineId, @Nullable String content) {}
