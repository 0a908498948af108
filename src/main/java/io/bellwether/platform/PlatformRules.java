package io.bellwether.platform;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * One version of a platform's rules.
 *
 * @param version its name
 * @param validFrom the first local day (epoch day) that it is for
 * @param assisted whether a reply counts that a bot proposed and a person sent
 * @param instant whether a reply counts that comes within the second
 * @param transferLeaves whether a round that is not replied to stays with the account that gives the chat away, as one
 *     without a reply; else it goes along
 * @param reopenMillis how long after its end a session goes on if the customer writes again
 * @param warnings how long a round has waited when that is told, ascending, ms
 * @param exempt local days (epoch days) that do not count
 */
public record PlatformRules(
        String version,
        long validFrom,
        boolean assisted,
        boolean instant,
        boolean transferLeaves,
        long reopenMillis,
        List<Long> warnings,
        Set<Long> exempt,
        List<Indicator> indicators)
        implements Serializable {

    public PlatformRules {
        warnings = List.copyOf(warnings);
        exempt = Set.copyOf(exempt);
        indicators = List.copyOf(indicators);
    }

    /** The longest time within which messages are to be answered; 0 where none is counted by itself. */
    long messageLimit() {
        return indicators.stream()
                .filter(indicator -> indicator.unit() == Unit.MESSAGE)
                .mapToLong(Indicator::limitMillis)
                .max()
                .orElse(0);
    }
}
