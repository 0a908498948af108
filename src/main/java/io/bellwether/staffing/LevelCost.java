package io.bellwether.staffing;

/**
 * What a service level costs over all intervals.
 *
 * @param queue null for all together
 * @param share that is answered within the time of the queue's target; NaN for the targets themselves
 * @param agentHours of those who have to be there
 * @param paidHours of those who have to be scheduled
 */
public record LevelCost(String queue, double share, double agentHours, double paidHours) {}
