package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.control.Acknowledgement;
import io.bellwether.control.Command;
import io.bellwether.control.Controls;
import io.bellwether.control.Occurrence;
import io.bellwether.control.Silence;
import java.util.Optional;

/**
 * What people said: nothing of an alert is told while it is silenced, and what somebody sees to is neither repeated nor told as
 * a step of an escalation. What had
 * happened before the notice of a silence is told with the notice; it is the notice.
 */
public final class Silencing implements Muter {

    /** So long a running job may take to read what somebody said. */
    private static final long READ_MILLIS = 1_000;

    private Controls controls;

    /** @param controls as they were kept */
    public Silencing(Controls controls) {
        this.controls = controls;
    }

    /** Takes a command in. What it did; where it was taken, something may be told otherwise now. */
    public Controls.Effect observe(Command command, long now) {
        Controls.Applied applied = controls.apply(command, now);
        controls = applied.after();
        return applied.effect();
    }

    /** What has to be kept. */
    public Controls controls() {
        return controls;
    }

    @Override
    public Mute mute(Telling telling, long now) {
        Transition transition = telling.transition();
        Occurrence occurrence = occurrence(transition);
        Optional<Silence> silence = controls.silence(occurrence, now);
        if (silence.isPresent() && !isAnnounced(silence.get(), transition, now)) {
            Silence one = silence.get();
            long until = transition.at() < one.noticeAt() ? Math.min(one.noticeAt(), one.endsAt()) : one.endsAt();
            return new Mute(Mute.Kind.SILENCED, one.id(), until, new Remarks.Silenced(one.by(), one.endsAt()));
        }
        boolean step = telling.entry().notBefore() > 0 && !telling.told();
        Change change = telling.entry().change();
        if (!step && (!change.repeated() || change.isAcknowledgement())) {
            return null;
        }
        Optional<Acknowledgement> ack = controls.acknowledgement(occurrence, now);
        return ack.map(one -> new Mute(Mute.Kind.ACKNOWLEDGED, one.id(), one.endsAt()))
                .orElse(null);
    }

    /** Whether a run that lived when an entry was to be told did not tell it, for somebody had said so before. */
    public boolean keptBack(Entry entry, long now) {
        long due = entry.dueAt() - READ_MILLIS;
        Transition transition = entry.change().transition();
        return controls.standing(now).stream()
                .filter(one -> Math.max(one.at(), one.startsAt()) <= due)
                .filter(one -> one.holds(now) && one.isAbout(occurrence(transition)))
                .anyMatch(one -> one instanceof Silence silence
                        ? !isAnnounced(silence, transition, now)
                        : entry.notBefore() > 0);
    }

    /** What a receiver is told with a change that goes now. An acknowledgement that is over is none. */
    public Remarks remarks(Change change, long now, Remarks.Cases cases) {
        Occurrence occurrence = occurrence(change.transition());
        Remarks.Seen seen = controls.acknowledgement(occurrence, now)
                .map(ack -> Remarks.Seen.of(ack, change.isAcknowledgement()))
                .orElse(null);
        Remarks.Silenced silenced = controls.silence(occurrence, now)
                .map(one -> new Remarks.Silenced(one.by(), one.endsAt()))
                .orElse(change.remarks().silenced());
        return new Remarks(seen, silenced, cases);
    }

    private static boolean isAnnounced(Silence silence, Transition transition, long now) {
        return now >= silence.noticeAt() && transition.at() < silence.noticeAt();
    }

    /** As commands name it. */
    public static Occurrence occurrence(Transition transition) {
        return new Occurrence(
                transition.alertId(),
                transition.uid(),
                transition.severity(),
                transition.labels(),
                transition.startsAt());
    }
}
