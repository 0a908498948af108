package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import java.util.List;

/**
 * Follows the callback of a case from the request to its end. A case has one at a time: it is open from the first that is
 * told of it, and what is told of it after its end counts for nothing. So requested = completed + failed + open, but for
 * cases that go away with one.
 */
final class CaseCallbacks {

    private static final List<String> NO_TAGS = List.of();

    private final CaseEmitter emitter;

    CaseCallbacks(CaseEmitter emitter) {
        this.emitter = emitter;
    }

    /** Whether a callback is still to come, so that the case is waited for. */
    static boolean isOpen(CaseCore core) {
        return core.levels.find(Measure.QUEUE_CALLBACKS_OPEN) != null;
    }

    void fold(CaseCore core, ServiceEvent event) {
        long time = event.time();
        switch (event.type()) {
            case CHAT_CALLBACK_REQUESTED -> open(core, time);
            case CHAT_CALLBACK_SCHEDULED -> {
                open(core, time);
                if (!core.removed) {
                    emitter.count(Measure.QUEUE_CALLBACKS_SCHEDULED, NO_TAGS, time, 1);
                    plan(core, time);
                }
            }
            case CHAT_CALLBACK_COMPLETED -> end(core, Measure.QUEUE_CALLBACKS_COMPLETED, time);
            case CHAT_CALLBACK_FAILED -> end(core, Measure.QUEUE_CALLBACKS_FAILED, time);
            case TICKET_MERGED, TICKET_DELETED -> over(time);
            default -> {}
        }
    }

    private void open(CaseCore core, long time) {
        if (!core.removed && !isOpen(core)) {
            emitter.count(Measure.QUEUE_CALLBACKS_REQUESTED, NO_TAGS, time, 1);
            emitter.hold(Measure.QUEUE_CALLBACKS_OPEN, true, time, time);
        }
    }

    /** Whatever else is agreed later, it has been planned since the first time. */
    private void plan(CaseCore core, long time) {
        LevelLedger.Held held = core.levels.find(Measure.QUEUE_CALLBACKS_PLANNED);
        emitter.hold(Measure.QUEUE_CALLBACKS_PLANNED, true, held == null ? time : held.since(), time);
    }

    private void end(CaseCore core, Measure how, long time) {
        if (isOpen(core)) {
            emitter.count(how, NO_TAGS, time, 1);
            over(time);
        }
    }

    private void over(long time) {
        emitter.hold(Measure.QUEUE_CALLBACKS_OPEN, false, time, time);
        emitter.hold(Measure.QUEUE_CALLBACKS_PLANNED, false, time, time);
    }
}
