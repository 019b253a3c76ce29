package org.retzef.reporting.sharing.agreement;

import jakarta.validation.constraints.NotNull;

/**
 * The six open questions on pooling and distribution [S4], as this partner's are answered.
 *
 * @param pooled whether the data of all programmes are pooled for the partner; else it reads the
 *     programmes that the agreement names
 * @param throughBureau whether rows may be handed to the statistics bureau and pooled there
 * @param returned whether rows go back to the partner, to be linked with its own: in files, and on
 *     a stream where the partner has access to it
 * @param sharedAccess whether the partner itself opens what is shared: sets, files, its screen and
 *     its stream; else the ministry alone does
 * @param processedOnly whether only processed data is distributed: counts, and no rows to anybody,
 *     whatever the other answers are
 * @param wholePicture whether the partner reads the whole picture; else its own part, the unit that
 *     the agreement names
 */
public record Answers(
    @NotNull Boolean pooled,
    @NotNull Boolean throughBureau,
    @NotNull Boolean returned,
    @NotNull Boolean sharedAccess,
    @NotNull Boolean processedOnly,
    @NotNull Boolean wholePicture) {}
