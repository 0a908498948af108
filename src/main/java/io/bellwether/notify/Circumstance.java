package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.control.Command;
import io.bellwether.rule.RuleUpdate;

/** Something that whoever decides whether to tell has to know, whatever group it is about. */
public sealed interface Circumstance {

    /** What happened to an alert that may inhibit others. */
    record OfSource(Transition transition) implements Circumstance {}

    /** Rules and routing were replaced. */
    record OfRules(RuleUpdate update) implements Circumstance {}

    /** What somebody said of alerts. */
    record OfCommand(Command command) implements Circumstance {}

    /** All that people had said when the job started has been told, so that nothing of it comes too late. */
    record CommandsRead() implements Circumstance {}
}
