package org.retzef.training.fileimport;

/**
 * Why a row was not taken; never its values.
 *
 * @param row counted from 1, without the header
 */
public record RowFault(long row, String field, String code) {}
