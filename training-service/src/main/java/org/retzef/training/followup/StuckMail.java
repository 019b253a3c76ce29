package org.retzef.training.followup;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * A mail that did not reach its trainee.
 *
 * @param trainee the personal user name
 * @param failure {@code address-missing}, {@code address-refused}, {@code server-unavailable} or
 *     {@code form-closed}
 */
record StuckMail(
    UUID id, UUID sessionId, Stage stage, UnitPath unit, String trainee, String failure) {}
