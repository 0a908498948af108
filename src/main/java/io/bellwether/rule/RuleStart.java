package io.bellwether.rule;

import java.io.Serializable;

/**
 * What a job was started with: by it each of its parts knows whether rules that come are news, and whether those that a state
 * holds came to this job or to one before it, which began with other files.
 *
 * @param id of this start and of no other; a restart that Flink makes by itself has the same
 * @param digest {@link RuleTexts#digest} of its files
 * @param reader how rules are read here
 */
public record RuleStart(String id, String digest, RuleReader reader) implements Serializable {

    /** Of what hears of no rules that come. */
    public static final RuleStart NONE = new RuleStart("", "", null);
}
