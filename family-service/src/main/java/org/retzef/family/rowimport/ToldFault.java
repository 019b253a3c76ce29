package org.retzef.family.rowimport;

/**
 * What is wrong with a row, as its sender is told of it; never the value itself.
 *
 * @param row counted from 1, the header of a CSV file included, as a spreadsheet shows it; 0 is the
 *     whole file
 * @param field the column, or the path in the line's JSON; empty for the whole row
 * @param message in the language that was asked for
 */
public record ToldFault(int row, String field, String code, String message) {}
