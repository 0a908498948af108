package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.queue.PresentContact;
import java.util.List;

/**
 * The contact of a case and its callback, as far as they are not over. What was said of the case before is void.
 *
 * @param present none where both are over
 */
public record CaseContacts(SourceId caseId, List<PresentContact> present) {

    public CaseContacts {
        present = List.copyOf(present);
    }
}
