package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.sla.RunningClock;
import java.util.List;

/**
 * All clocks of a case that promise something and have not ended. What was said of the case before is void.
 *
 * @param running none where all have ended
 */
public record CaseClocks(SourceId caseId, List<RunningClock> running) {

    public CaseClocks {
        running = List.copyOf(running);
    }
}
