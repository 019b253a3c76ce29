package org.retzef.family.questionnaire;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * A version of a questionnaire, handed out.
 *
 * @param number the version
 * @param named whether it is known who is asked; never who has answered
 */
record Distribution(
    UUID id,
    UUID questionnaireId,
    int number,
    UnitPath unit,
    boolean named,
    int asked,
    int answered,
    Instant handedOutAt) {}
