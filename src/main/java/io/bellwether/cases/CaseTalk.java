package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.metric.Measure;
import io.bellwether.queue.TalkFold;
import java.util.List;

/** Files what is found of a chat's talk under the case's dimensions. */
final class CaseTalk implements TalkFold.Listener {

    private static final List<String> NO_TAGS = List.of();

    private final CaseEmitter emitter;
    private long time;

    CaseTalk(CaseEmitter emitter) {
        this.emitter = emitter;
    }

    /** Takes an event of a case whose status is still the one before it. */
    void fold(CaseCore core, ServiceEvent event) {
        if (!core.chat || core.removed) {
            return;
        }
        Status status = core.statusOrOver();
        boolean over = status != null && status.isDone();
        time = event.time();
        boolean back = over && CaseLife.isBack(core, event);
        core.talk = TalkFold.fold(back ? null : core.talk, event, over && !back, CaseCallbacks.isOpen(core), this);
    }

    @Override
    public void timing(Measure measure, long millis) {
        emitter.timing(measure, NO_TAGS, time, millis);
    }

    @Override
    public void count(Measure measure) {
        emitter.count(measure, NO_TAGS, time, 1);
    }
}
