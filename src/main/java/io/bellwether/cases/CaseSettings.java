package io.bellwether.cases;

import io.bellwether.queue.ServiceLevel;
import java.io.Serializable;
import java.util.List;

/**
 * What the case function is configured with.
 *
 * @param dimensions names of the configured dimensions
 * @param latenessMillis how long a late event corrects what was said
 */
public record CaseSettings(
        List<String> dimensions, ServiceLevel serviceLevel, long latenessMillis, ForgetAfter forgetAfter)
        implements Serializable {

    public CaseSettings {
        dimensions = List.copyOf(dimensions);
    }
}
