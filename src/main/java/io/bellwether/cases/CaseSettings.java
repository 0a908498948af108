package io.bellwether.cases;

import io.bellwether.queue.ServiceLevel;
import java.io.Serializable;
import java.util.List;

/**
 * What the case function is configured with.
 *
 * @param dimensions names of the configured dimensions
 * @param latenessMillis how long a late event corrects what was said
 * @param redeliveryMillis how old an event may be; for so long one that is sent again is known
 */
public record CaseSettings(
        List<String> dimensions,
        ServiceLevel serviceLevel,
        long latenessMillis,
        ForgetAfter forgetAfter,
        long redeliveryMillis)
        implements Serializable {

    public CaseSettings {
        dimensions = List.copyOf(dimensions);
    }
}
