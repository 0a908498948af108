package io.bellwether.webhook;

import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.control.Controls;
import io.bellwether.control.ControlsCodec;
import io.bellwether.notify.CatchUp;
import io.bellwether.notify.Change;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.Conduct;
import io.bellwether.notify.Entry;
import io.bellwether.notify.EscalationHold;
import io.bellwether.notify.Inhibition;
import io.bellwether.notify.MuteTimes;
import io.bellwether.notify.Mutes;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Remarks;
import io.bellwether.notify.Silencing;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the delivery knows beside its groups, and what follows for what it may tell. Owned by {@link DeliveryOperator}: in
 * memory, and in operator state with every checkpoint. Whoever brings another {@link Circumstance} takes it in here, keeps it
 * beside the sources, and adds the muter that goes by it.
 */
final class Circumstances {

    private static final MapStateDescriptor<String, Transition> SOURCES =
            new MapStateDescriptor<>("deliverySources", Types.STRING, CodecTypeInfo.of(TransitionCodec.INSTANCE));

    private static final MapStateDescriptor<String, Controls> CONTROLS =
            new MapStateDescriptor<>("deliveryControls", Types.STRING, CodecTypeInfo.of(ControlsCodec.INSTANCE));
    private static final String ALL = "all";

    private Inhibition inhibition;
    private MuteTimes muteTimes;
    private final Silencing silencing;
    private final BroadcastState<String, Transition> sources;
    private final BroadcastState<String, Controls> controls;
    private CatchUp catchUp;
    private final Folding folding;
    private final long restoredAt;
    private final Mutes mutes;
    /** In memory: after a start they have to be read again. */
    private boolean commandsRead;

    /**
     * As they were when the state was saved, but for sources of rules that are gone.
     *
     * @param restoredAt epoch ms of a start from a state; {@link Long#MIN_VALUE} of any other
     */
    Circumstances(Conduct conduct, OperatorStateStore store, long restoredAt) throws Exception {
        this.restoredAt = restoredAt;
        inhibition = new Inhibition(conduct.inhibit(), conduct.shadow());
        catchUp = new CatchUp(conduct.staleAfterMillis());
        folding = new Folding(conduct.fold());
        controls = store.getBroadcastState(CONTROLS);
        Controls said = controls.get(ALL);
        silencing = new Silencing(said == null ? Controls.NONE : said);
        muteTimes = new MuteTimes(conduct.intervals());
        mutes = new Mutes(List.of(
                silencing,
                (telling, now) -> muteTimes.mute(telling, now),
                (telling, now) -> inhibition.mute(telling, now),
                (telling, now) -> catchUp.mute(telling, now),
                new EscalationHold()));
        sources = store.getBroadcastState(SOURCES);
        List<Transition> kept = new ArrayList<>();
        for (Map.Entry<String, Transition> entry : sources.immutableEntries()) {
            kept.add(entry.getValue());
        }
        kept.forEach(inhibition::observe);
    }

    /** Whether all is known that people had said when the task started. */
    boolean areCommandsRead() {
        return commandsRead;
    }

    /** Whether what people said kept it back from the first. */
    boolean keptBack(Entry entry, long now) {
        return silencing.keptBack(entry, now);
    }

    Mutes mutes() {
        return mutes;
    }

    Folding folding() {
        return folding;
    }

    /** The routing file says something else. What is held has to be asked about again. */
    void follow(Conduct conduct) {
        inhibition = inhibition.with(conduct.inhibit(), conduct.shadow());
        catchUp = catchUp.with(conduct.staleAfterMillis());
        muteTimes = new MuteTimes(conduct.intervals());
    }

    /** Takes news in. Whether what is held has to be asked about again. */
    boolean observe(Circumstance circumstance, long now) {
        commandsRead |= circumstance instanceof Circumstance.CommandsRead;
        if (circumstance instanceof Circumstance.OfCommand said) {
            Controls.Effect effect = silencing.observe(said.command(), now);
            CommandLog.taken(said.command(), effect);
            return effect == Controls.Effect.TAKEN;
        }
        return circumstance instanceof Circumstance.OfSource source && inhibition.observe(source.transition());
    }

    /** Event time has come so far. Whether what is held has to be asked about again. */
    boolean observe(long watermark, long now) {
        return catchUp.observe(watermark, now);
    }

    /** What is told beside a change that goes now. */
    Remarks remarks(String receiver, Change change, long now) {
        return silencing.remarks(change, now, folding.cases(receiver, change.transition()));
    }

    /**
     * What a notification is in its group, with a mark where it is of the past. What happened before a restore may have been
     * told already by the run that ended, after its state was saved: whoever was told so has to hear of the end.
     */
    Entry received(Notification notification, long now) {
        Change change = notification.change();
        long at = change.transition().at();
        boolean stale = catchUp.isStale(at, now);
        boolean mayHaveArrived = at + notification.afterMillis() < restoredAt && !stale;
        Entry entry =
                new Entry(0, stale ? change.delayed(now - at) : change, notification.primary(), now, mayHaveArrived);
        Entry turned = notification.afterMillis() > 0 ? entry.from(now + notification.afterMillis()) : entry;
        return stale ? turned.stale(catchUp.heldUntil(now)) : turned;
    }

    void save() throws Exception {
        controls.put(ALL, silencing.controls());
        sources.clear();
        for (Transition source : inhibition.sources()) {
            sources.put(source.alertId(), source);
        }
    }
}
