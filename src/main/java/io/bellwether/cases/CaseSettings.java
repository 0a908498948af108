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
 * @param coaching whether what each agent did is counted
 */
public record CaseSettings(
        List<String> dimensions,
        ServiceLevel serviceLevel,
        long latenessMillis,
        ForgetAfter forgetAfter,
        long redeliveryMillis,
        boolean coaching)
        implements Serializable {

    public CaseSettings {
        dimensions = List.copyOf(dimensions);
    }

    /** Without coaching. */
    public CaseSettings(
            List<String> dimensions,
            ServiceLevel serviceLevel,
            long latenessMillis,
            ForgetAfter forgetAfter,
            long redeliveryMillis) {
        this(dimensions, serviceLevel, latenessMillis, forgetAfter, redeliveryMillis, false);
    }
}
