package org.retzef.training.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.retzef.training.smallcell.CountTable;

/**
 * The three measures of use, side by side.
 *
 * @param visitors how many people of each department (row) and role (column) entered the site; null
 *     where so few did that somebody could be told
 * @param entries how often they did, where the people are shown
 * @param answered follow-ups that were answered
 * @param talks sample talks
 * @param findings in how many talks each was found
 */
record SiteUsage(
    LocalDate from,
    LocalDate until,
    List<CountTable.Row> visitors,
    List<CountTable.Row> entries,
    int answered,
    int talks,
    Map<SampleTalk.Finding, Integer> findings) {}
