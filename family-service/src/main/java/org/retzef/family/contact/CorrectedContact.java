package org.retzef.family.contact;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a correction.
 *
 * @param id the contact that does not count any more
 * @param replacedBy the contact in its place, if there is one
 */
record CorrectedContact(
    UUID id, Contact.Correction correction, @Nullable UUID replacedBy, long version) {}
