package io.bellwether.notify;

/** Holds what a receiver is told as a step of an escalation until it is its turn. An alert that has ended by then is not told. */
public final class EscalationHold implements Muter {

    @Override
    public Mute mute(Telling telling, long now) {
        long from = telling.entry().notBefore();
        return !telling.told() && now < from ? new Mute(Mute.Kind.ESCALATION, "", from) : null;
    }
}
