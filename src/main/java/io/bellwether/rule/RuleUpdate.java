package io.bellwether.rule;

/**
 * Rules and routing that replace the present ones in every subtask: accepted, and so read without complaint wherever they come.
 *
 * @param start {@link RuleStart#id} of the job that accepted them
 */
public record RuleUpdate(String start, RuleTexts texts) {}
