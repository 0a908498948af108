package io.bellwether.cases;

import io.bellwether.quality.Bots;
import io.bellwether.quality.Escalation;
import io.bellwether.quality.Resolution;
import io.bellwether.queue.ServiceLevel;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What the case function is configured with.
 *
 * @param dimensions names of the configured dimensions
 * @param latenessMillis how long a late event corrects what was said
 * @param redeliveryMillis how old an event may be; for so long one that is sent again is known
 * @param escalation which moves of a case lead to a higher tier
 * @param resolution what the topics of cases are
 * @param bots how a bot's conversations end
 * @param topicsOfCategories by category, the topic that a case of it is about
 * @param coaching whether what each agent did is counted
 */
public record CaseSettings(
        List<String> dimensions,
        ServiceLevel serviceLevel,
        long latenessMillis,
        ForgetAfter forgetAfter,
        long redeliveryMillis,
        Escalation escalation,
        Resolution resolution,
        Bots bots,
        Map<String, String> topicsOfCategories,
        boolean coaching)
        implements Serializable {

    public CaseSettings {
        dimensions = List.copyOf(dimensions);
        topicsOfCategories = Map.copyOf(topicsOfCategories);
    }
}
