package org.retzef.training.session;

import java.time.LocalDate;
import java.util.Map;

/**
 * How many sessions were held.
 *
 * @param from first day, in Jerusalem
 * @param until last day
 * @param sessions each once, however many programmes came
 * @param remote how many of them were remote
 * @param remotePercent their share, rounded down; 0 where none was held
 * @param byProgramme a session stands with each of its programmes, so these add up to more
 * @param byTheme sessions with a theme of an emergency
 */
record SessionFigures(
    LocalDate from,
    LocalDate until,
    int sessions,
    int remote,
    int remotePercent,
    Map<String, Integer> byProgramme,
    Map<Theme, Integer> byTheme) {}
