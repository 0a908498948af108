package io.bellwether.alert;

import io.bellwether.metric.Cell;

/**
 * A pane of a part of a series, on its way to where the alerts of that series are completed.
 *
 * @param place {@link DriverPlan#place} of the series
 * @param toldAt event time at which the cell was told, epoch ms: a correction is later than what it corrects
 * @param cell of the part, reduced to what is read of it
 */
public record DriverPart(String place, long toldAt, Cell cell) {}
