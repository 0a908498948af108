package io.bellwether.webhook;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Decision;
import io.bellwether.notify.Entry;
import io.bellwether.notify.Mute;
import io.bellwether.notify.NotifyDecision;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Tells what was decided of each change, and why. */
final class DecisionLog {

    private final Consumer<Decision> decisions;

    DecisionLog(Consumer<Decision> decisions) {
        this.decisions = decisions;
    }

    /** The receiver has what was under way of a group; its head is that of before. */
    void told(Head head, String key, List<Entry> flown, long now) {
        List<Change> changes = flown.stream().map(Entry::change).toList();
        String reason = NotifyDecision.reason(changes, head.told()).wireName();
        for (Entry entry : flown) {
            String why = isStep(entry) ? "escalated" : reason;
            decisions.accept(Decision.of(entry.change(), head.receiver(), key, Decision.Kind.TOLD, why, "", now));
        }
    }

    private static boolean isStep(Entry entry) {
        Change change = entry.change();
        return entry.notBefore() > 0 && change.kind() == Transition.Kind.FIRING && !change.repeated();
    }

    /** What the receiver knows nothing of has ended, or gone to another one, before it was told. */
    void neverTold(Head head, String key, Change change, long now) {
        String why = change.kind() == Transition.Kind.RESOLVED ? "ended" : "moved";
        decisions.accept(Decision.of(change, head.receiver(), key, Decision.Kind.NEVER_TOLD, why, "", now));
    }

    /** It waits until what keeps it back is over. */
    void held(Head head, String key, Change change, Mute mute, long now) {
        decisions.accept(Decision.of(
                change, head.receiver(), key, Decision.Kind.HELD, mute.kind().wireName(), mute.id(), now));
    }

    void givenUp(FailedDelivery failed) {
        Transition.Kind transition = Arrays.stream(Transition.Kind.values())
                .filter(kind -> kind.wireName().equals(failed.transition()))
                .findFirst()
                .orElseThrow();
        decisions.accept(new Decision(
                Decision.Kind.GIVEN_UP,
                failed.reason(),
                "",
                failed.receiver(),
                failed.groupKey(),
                failed.alertId(),
                failed.uid(),
                failed.severity(),
                transition,
                failed.startsAt(),
                failed.seq(),
                failed.at()));
    }
}
