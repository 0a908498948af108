package io.bellwether.baseline;

/**
 * A value beside what was learnt before it.
 *
 * @param usual null where nothing is usual yet
 * @param score from 0 to 1 how much it is out of the ordinary; 0 where the plan wants no score
 */
public record Judgement(Usual usual, double score) {}
